import { type Exercise, HINT_STEPS, type HintStep } from "../bank/bank.js";
import { type LessonCard, proseBlocks, text } from "../card/card.js";

const TITLES: Readonly<Record<HintStep, string>> = {
  nudge: "A nudge",
  concept: "The concept",
  place: "Where to look",
  twin: "A twin, worked out with other numbers",
  answer: "The answer",
};

/**
 * The hints up to a step, of which the earlier ones are folded: the reader can go back and forth.
 *
 * @param step 1 to 5
 */
export function hintCard(exercise: Exercise, step: number): LessonCard {
  const shown = HINT_STEPS.slice(0, step);
  const next =
    step < HINT_STEPS.length
      ? `Next: \`hint("${exercise.id}")\`, or \`hint("${exercise.id}", 2)\` for a certain one, 1 to ${HINT_STEPS.length}.`
      : "That was the last one. Change a number in the exercise and predict again: then it is yours.";
  return {
    title: `Hint ${step} of ${HINT_STEPS.length} for ${exercise.id}, ${exercise.title}`,
    blocks: [
      ...shown.map((name, i) => ({
        kind: "folded" as const,
        title: `${i + 1}. ${TITLES[name]}`,
        open: i === step - 1,
        blocks: proseBlocks(exercise.hints[name]),
      })),
      text(next),
    ],
  };
}
