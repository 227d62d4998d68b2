import type { Millis } from "../base/brand.js";
import type { CallSite } from "./listener.js";

/** What the advisor looks for, by id, in a few words; the rules are in `advisor/findings`. */
export const FINDING_TITLES = {
  "skewed-partition": "One partition holds far more than the others",
  "slow-node": "One machine is slower than the others",
  "too-few-partitions": "Too few partitions for the cluster",
  "too-many-partitions": "Too many partitions for so little data",
  spill: "Tasks spilled to disk",
  gc: "Garbage collection takes much of the time",
  "cache-crowds-execution": "The cache leaves tasks too little memory",
  "cache-unused": "Cached, but not used again",
  recomputed: "Computed again from the beginning",
  "collect-large": "Much data comes to the driver",
  "broadcast-large": "The broadcast side of a join is large",
  "broadcast-missed": "A small join side was shuffled",
  "many-small-jobs": "Many small jobs from one line",
  "driver-bound": "The cluster waits for the driver",
  "task-payload": "Tasks carry much of the driver's data",
  "locality-wait": "Slots wait for local tasks",
  "locality-pointless": "A longer locality wait for data that is nowhere local",
  "needless-repartition": "A repartition that the next shuffle undoes",
  "needless-sort": "A global sort whose order nobody uses",
  "distinct-wide": "A distinct over more columns than needed",
  "wrong-join-side": "Joins in the wrong order or direction",
  "groupbykey-reduce": "groupByKey followed by a fold of the values",
  "fetch-failed": "Shuffle files were lost and made again",
  "retries-one-node": "Tasks fail on one machine",
  "side-effect-retry": "Side effects may have happened twice",
  "executors-idle": "Executors without work",
  "container-killed": "Containers were killed for their memory",
} as const;
export type FindingId = keyof typeof FINDING_TITLES;
export const FINDING_IDS: readonly FindingId[] = Object.keys(FINDING_TITLES) as FindingId[];

/** How much it matters: `serious` costs most of a stage or fails the job, `note` is worth knowing. */
export type FindingSeverity = "serious" | "warning" | "note";

/** Where a finding shows in the run; a view links there. */
export interface FindingPlace {
  readonly jobId?: number;
  readonly stageId?: number;
  /** Attempt of the stage; 0 when left out. */
  readonly stageAttempt?: number;
  /** Row of the run's task table: the attempt that shows it best. */
  readonly task?: number;
  readonly executionId?: number;
  /** The operator of that query's plan, as the plan prints it. */
  readonly operator?: string;
}

/** What the advisor has to say about a run: what was seen, why it is so, and what to change. */
export interface Finding {
  readonly id: FindingId;
  readonly title: string;
  readonly severity: FindingSeverity;
  /** The numbers of this run that gave it away. */
  readonly seen: string;
  readonly cause: string;
  readonly fix: string;
  /** The line to change, as code, with values computed from the run. */
  readonly change?: string;
  /** The line of the user's program that it is about. */
  readonly callSite?: CallSite;
  /** Where to look, worst first; a few of them. */
  readonly places: readonly FindingPlace[];
  /** How often it was seen, in stages, jobs or operators. */
  readonly occurrences: number;
  /** Core time that it is about, in milliseconds of one core: findings are in the order of it. */
  readonly costMs: Millis;
  /** By how much the run would be shorter with the change, modelled; absent where the run does not say. */
  readonly savesMs?: Millis;
}
