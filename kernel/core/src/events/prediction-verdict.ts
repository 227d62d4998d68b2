import type { FindingPlace } from "./finding.js";
import type { CallSite, JobCause } from "./listener.js";

/** How an answer came out; `open` is one that is not filled in yet, which is not wrong. */
export type AnswerState = "right" | "partly" | "wrong" | "open";

/** Where in the run a miss shows: a stage, an edge of the stage graph, an operator, a task, and the user's line. */
export interface PredictionPlace extends FindingPlace {
  /** Ready to read: `stage 3 → stage 4: repartition at cell [3]:2`. */
  readonly text: string;
  /** With a stage: the edge from this parent to it. */
  readonly parentId?: number;
  readonly callSite?: CallSite;
}

/** A rule of Spark in plain words, with the numbers that our list of rules gives it (`B8`). */
export interface SparkRule {
  readonly items: readonly string[];
  readonly text: string;
}

/** One entry of an answer that has several: the tasks of one stage, the tasks of one locality level. */
export interface PredictionPart {
  /** `stage 3`, `NODE_LOCAL`. */
  readonly label: string;
  /** Empty where the answer had nothing for it, or the run had not. */
  readonly expected: string;
  readonly actual: string;
  readonly correct: boolean;
  readonly stageId?: number;
}

/** One field of a prediction held against the run, e.g. `stages`: expected 3, was 3. Values are texts ready to read. */
export interface PredictionField {
  readonly name: string;
  readonly expected: string;
  /** Empty for an answer that is not filled in: the run does not give it away. */
  readonly actual: string;
  readonly correct: boolean;
  readonly state: AnswerState;
  /** 0 to 1; between the two when some parts are right. */
  readonly score: number;
  readonly parts?: readonly PredictionPart[];
  /** How the number was taken from the run, or what to fill in. */
  readonly note?: string;
  /** For a miss: the rule of Spark at work. */
  readonly rule?: SparkRule;
  /** For a miss: where to look, best first; a few. */
  readonly places?: readonly PredictionPlace[];
}

/** A job that Spark added to the one that was asked for. */
export interface PredictionExtraJob {
  readonly jobId: number;
  readonly cause: JobCause;
  /** Its stages: `40 tasks → 20 tasks`. */
  readonly stages: string;
  /** Why Spark runs it, in a sentence. */
  readonly text: string;
  readonly callSite: CallSite;
}

/** A usual mistake whose rule gives the very answer that was given. */
export interface RecognisedMisconception {
  /** `M3`. */
  readonly id: string;
  readonly name: string;
  /** What the wrong rule says, and why it is wrong. */
  readonly wrong: string;
  /** What to do to see it. */
  readonly tryThis: string;
  /** The wrong answers that it explains. */
  readonly fields: readonly string[];
}

/** The verdict on a `predict(…)`: from the run's data, never from pictures. */
export interface PredictionVerdict {
  readonly id?: string;
  /** Claims of the lessons that the prediction is about. */
  readonly claims?: readonly string[];
  /** The action's last job; −1 when it ran none. */
  readonly jobId: number;
  /** The action's line. */
  readonly callSite?: CallSite;
  /** A digest of the answers, made when they were given: before the first job. */
  readonly seal: string;
  readonly fields: readonly PredictionField[];
  /** Every field is right. */
  readonly correct: boolean;
  /** Mean of the fields' scores, 0 to 1. */
  readonly score: number;
  /** For a miss: what the job was, and the author's own words. */
  readonly explanation?: string;
  /** Jobs beside the last one; they count for `jobs`, and for the rest only with `scope: "all"`. */
  readonly extraJobs: readonly PredictionExtraJob[];
  /** Usual mistakes that give the same answers, the likeliest first; each explains an answer that those before do not. */
  readonly misconceptions: readonly RecognisedMisconception[];
}
