import type { PredictedField } from "../prediction.js";
import { COUNT } from "./count-kind.js";
import { COUNTS, MOST_OR_COUNTS } from "./counts-kind.js";
import type { AnswerKind } from "./judgement.js";
import { LOCALITY, type LocalityCounts } from "./locality-kind.js";
import { type ActionOutcome, OUTCOME } from "./outcome-kind.js";
import { SIZE, TIME } from "./quantity-kind.js";
import { STRAGGLER, type Straggler } from "./straggler-kind.js";

export type { AnswerKind, JudgedPart, Judgement } from "./judgement.js";
export type { LocalityCounts } from "./locality-kind.js";
export type { ActionOutcome } from "./outcome-kind.js";
export type { Straggler } from "./straggler-kind.js";

/** What a run has for each field. Counts of stages in order of stage id; times in virtual milliseconds, sizes in bytes. */
export interface FieldValues {
  readonly jobs: number;
  readonly stages: number;
  readonly tasks: readonly number[];
  readonly skipped: number;
  readonly waves: readonly number[];
  readonly attempts: number;
  readonly locality: LocalityCounts;
  readonly shuffleBytes: number;
  readonly straggler: Straggler;
  readonly outcome: ActionOutcome;
  readonly exchanges: number;
  readonly makespan: number;
}

/** How the answers to each field are read and judged. */
export const FIELDS: { readonly [F in PredictedField]: AnswerKind<FieldValues[F]> } = {
  jobs: COUNT,
  stages: COUNT,
  tasks: COUNTS,
  skipped: COUNT,
  waves: MOST_OR_COUNTS,
  attempts: COUNT,
  locality: LOCALITY,
  shuffleBytes: SIZE,
  straggler: STRAGGLER,
  outcome: OUTCOME,
  exchanges: COUNT,
  makespan: TIME,
};

/** What a learner has to fill in. */
export const QUESTIONS: Readonly<Record<PredictedField, string>> = {
  jobs: "How many jobs does the action run, with those that Spark adds on its own?",
  stages: "How many stages does the job have, skipped ones included?",
  tasks: "How many tasks has each stage? A list in order of stage id, as in [4, 1].",
  skipped: "How many of the stages are skipped?",
  waves: "How many tasks does a slot run one after the other, at most?",
  attempts: "How many task attempts run, failed ones and copies included?",
  locality: 'Which locality do the tasks have? "PROCESS_LOCAL", or tasks by level.',
  shuffleBytes: 'How much do the map stages write for their shuffles? As in within(2, "KiB", 0.1).',
  straggler: "Which partition has the slowest task? Or false, when none stands out.",
  outcome: 'How does the action end? "succeeded", "failed", or the error\'s name.',
  exchanges: "How many Exchange nodes has the plan?",
  makespan: 'How long does it take? As in within(60, "s", 0.05).',
};
