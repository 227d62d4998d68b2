/** One entry of an answer beside one of the run; either may be missing. */
export interface JudgedPart {
  readonly expected: string;
  readonly actual: string;
  readonly correct: boolean;
  /** Index of the run's entry, where there is one. */
  readonly index?: number;
  /** Its name, where entries have one. */
  readonly label?: string;
}

/** How far an answer is right: 0 to 1, and part by part where it has parts. */
export interface Judgement {
  readonly score: number;
  readonly parts?: readonly JudgedPart[];
}

/** How the answers to a field are read and judged. `V` is what a run has for it. */
export interface AnswerKind<V> {
  /** What the field takes, when it does not take this answer; undefined when it does. The answer is not open. */
  refuses(answer: unknown): string | undefined;
  /** True when something in it is still to be filled in. */
  hasOpen(answer: unknown): boolean;
  judge(answer: unknown, value: V): Judgement;
  /** What is odd about an answer that no run could have; undefined where nothing is. */
  oddity?(answer: unknown): string | undefined;
  /** The answer, and the run's value, ready to read. */
  answerText(answer: unknown): string;
  valueText(value: V, answer: unknown): string;
}

export function rightOrWrong(isRight: boolean): Judgement {
  return { score: isRight ? 1 : 0 };
}
