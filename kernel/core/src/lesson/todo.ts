/** Marks a place that the learner has to fill in; see {@link TODO}. */
const PLACEHOLDER = Object.freeze({
  placeholder: "TODO",
  toString: () => "TODO",
});

/**
 * Stands for an answer that is not there yet. It fits every field of a prediction; the verdict says what to fill in, and does not call it wrong.
 *
 * @example
 * predict({ id: "L01.1", stages: TODO });
 * await sc.parallelize([1, 2, 3, 4], 2).count(); // 4
 * spark.lastRun.predictions[0].fields[0].state; // "open"
 */
export const TODO: never = PLACEHOLDER as never;

/** True for a placeholder: a question that the learner has not answered yet. */
export function isOpen(answer: unknown): boolean {
  return answer === undefined || answer === null || Number.isNaN(answer) || answer === (TODO as unknown);
}
