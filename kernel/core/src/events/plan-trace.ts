/** A line of a plan: as it was (` `), taken away (`-`), added (`+`), or the same operator with other arguments (`!`, twice: before, after). */
export interface DiffLine {
  readonly mark: " " | "-" | "+" | "!";
  readonly text: string;
}

/** The part of planning that a step belongs to, in the order in which they come. */
export type TracePhase = "Analysis" | "Optimization" | "Planning" | "Preparation" | "Adaptive execution";

/** One thing that planning did to a query (Spark's planChangeLog). */
export interface TraceStep {
  readonly phase: TracePhase;
  /** Spark's name of the batch that the rule is in; of a strategy `Strategies`. */
  readonly batch: string;
  /** Spark's name of the rule or strategy. */
  readonly rule: string;
  /** Which run of the batch, or which re-planning, it was, from 1; batches run until nothing changes. */
  readonly iteration: number;
  /** Why, where there was a choice. */
  readonly reason?: string;
  /** The plan before and after as one list of lines; for a strategy the logical operator and the physical ones. */
  readonly diff: readonly DiffLine[];
}
