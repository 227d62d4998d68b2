/** The five steps of help with an exercise, in order. */
export const HINT_STEPS = ["nudge", "concept", "place", "twin", "answer"] as const;
export type HintStep = (typeof HINT_STEPS)[number];

/** A lesson's bank: what stands beside the notebook and not in it. Texts are prose with `code`, **strong** words and fenced code. */
export interface Bank {
  /** `L02`; the ids of its exercises and questions begin with it. */
  readonly lesson: string;
  readonly version: number;
  readonly title: string;
  readonly difficulty: "easy" | "medium" | "hard";
  /** How long it takes. */
  readonly minutes: number;
  /** What the learner will be able to do. */
  readonly goals: readonly string[];
  readonly exercises: readonly Exercise[];
  readonly questions: readonly Question[];
}

export interface Exercise {
  /** `L02.3` */
  readonly id: string;
  readonly title: string;
  /** Heading of the lesson's section that it belongs to. */
  readonly section: string;
  /** Id of an exercise or question of another lesson, where it is taught; absent where it is taught in its own section. */
  readonly repeat?: string;
  readonly hints: Readonly<Record<HintStep, string>>;
  /** What the cell that begins with `// Exercise <id>` holds when it is solved; absent where the notebook has no such cell. */
  readonly solution?: string;
}

interface QuestionBase {
  /** `L02.q3` */
  readonly id: string;
  readonly section: string;
  readonly ask: string;
  /** Why the right answer is right; said after it was given. */
  readonly because: string;
  /** For learners (which holds when it is absent), or for those who prepare an interview. */
  readonly track?: "learn" | "interview";
  /** As of an {@link Exercise}. */
  readonly repeat?: string;
  /** Numbers of the questions that learners ask most, which it answers. */
  readonly answers?: readonly number[];
}

export interface Choice {
  readonly text: string;
  readonly right?: boolean;
  /** What to say to those who choose it wrongly; every wrong choice has it. */
  readonly says?: string;
}

export interface ChoiceQuestion extends QuestionBase {
  /** One of the choices is right, or any number of them. */
  readonly kind: "single" | "multiple";
  /** By their letter. */
  readonly choices: Readonly<Record<string, Choice>>;
}

export interface NumberQuestion extends QuestionBase {
  readonly kind: "number";
  readonly answer: number;
  /** How far off an answer may be; 0 when absent. */
  readonly tolerance?: number;
  readonly unit?: string;
  /** What to say to certain wrong answers … */
  readonly wrong?: readonly { readonly value: number; readonly says: string }[];
  /** … and to all others. */
  readonly otherwise: string;
}

export interface OrderQuestion extends QuestionBase {
  readonly kind: "order";
  /** By their letter. */
  readonly choices: Readonly<Record<string, string>>;
  /** The letters in the right order. */
  readonly answer: readonly string[];
  /** What to say to another order. */
  readonly says: string;
}

export interface OpenQuestion extends QuestionBase {
  readonly kind: "open";
  /** What a good answer says; learners mark themselves. */
  readonly rubric: readonly string[];
  /** What run has to stand behind the answer; none is needed when absent. */
  readonly evidence?: string;
}

export type Question = ChoiceQuestion | NumberQuestion | OrderQuestion | OpenQuestion;
export type QuestionKind = Question["kind"];
