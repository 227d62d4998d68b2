import type { Millis } from "../../base/brand.js";

/** `spark.speculation.…` (C10). */
export interface SpeculationConf {
  readonly intervalMs: Millis;
  readonly quantile: number;
  readonly multiplier: number;
  readonly minTaskRuntimeMs: Millis;
  /** Speculates stages of no more tasks than an executor has slots by this run time alone; undefined when not set. */
  readonly taskDurationThresholdMs: Millis | undefined;
  /** Those slots; one where it is not known how many cores an executor will have (Standalone without `spark.executor.cores`). */
  readonly slotsPerExecutor: number;
  readonly efficiencyEnabled: boolean;
  readonly processRateMultiplier: number;
  readonly longRunTaskFactor: number;
}

/** Rows of attempts whose times speculation has not read yet. */
export interface UnreadRows {
  readonly firstRow: number;
  readonly count: number;
  /** Those among them that still ran. */
  readonly running: readonly { readonly row: number }[];
}

/**
 * What speculation knows of one task set: how long its successful attempts took, and how fast they went through their records.
 */
export class SpeculationStatistics {
  private readonly conf: SpeculationConf;
  private readonly numTasks: number;
  /** Of the successful attempts; made with the first of them. */
  private durations: Float64Array | undefined;
  private count = 0;
  private unread: UnreadRows | undefined;
  private sortedCount = -1;
  private median = 0;
  private records = 0;
  private runMs = 0;
  /** Successful attempts that make it worth looking: max(⌊quantile · n⌋, 1). */
  readonly minFinished: number;

  constructor(conf: SpeculationConf, numTasks: number) {
    this.conf = conf;
    this.numTasks = numTasks;
    this.minFinished = Math.max(1, Math.floor(conf.quantile * numTasks));
  }

  /** Run time after which an attempt is late at any rate, before enough others have ended; undefined for larger sets. */
  get givenThresholdMs(): Millis | undefined {
    const { taskDurationThresholdMs, slotsPerExecutor } = this.conf;
    return this.numTasks <= slotsPerExecutor ? taskDurationThresholdMs : undefined;
  }

  get finished(): number {
    return this.count;
  }

  succeeded(durationMs: Millis, runMs: Millis, records: number): void {
    if (this.count === this.numTasks) return;
    this.durations ??= new Float64Array(this.numTasks);
    this.durations[this.count++] = durationMs;
    this.records += records;
    this.runMs += runMs;
  }

  /** Attempts that ran before anybody looked: those of `rows` have succeeded, but for the running ones. */
  adopt(rows: UnreadRows): void {
    this.unread = rows;
  }

  /** Gives the adopted rows, once: their times are to be told now. Most task sets are over before anybody asks. */
  takeUnread(): UnreadRows | undefined {
    const { unread } = this;
    this.unread = undefined;
    return unread;
  }

  /** No running time up to this one can be too long, if no attempt took less than `shortestMs`. */
  harmlessAbove(shortestMs: Millis): Millis {
    return Math.max(this.conf.multiplier * shortestMs, this.conf.minTaskRuntimeMs);
  }

  /** Running time above which an attempt is a candidate: max(multiplier · median, least run time). */
  thresholdMs(): Millis {
    if (this.sortedCount !== this.count) {
      const sorted = this.durations!.slice(0, this.count).sort();
      this.median = sorted[this.count >> 1]!;
      this.sortedCount = this.count;
    }
    return Math.max(this.conf.multiplier * this.median, this.conf.minTaskRuntimeMs);
  }

  /** Whether an attempt past the threshold is worth a copy: very late, or slower per record than the others. */
  isInefficient(runtimeMs: Millis, thresholdMs: Millis, recordsPerMs: number): boolean {
    const { efficiencyEnabled, longRunTaskFactor, processRateMultiplier } = this.conf;
    if (!efficiencyEnabled || runtimeMs > longRunTaskFactor * thresholdMs) return true;
    const average = this.runMs === 0 ? 0 : this.records / this.runMs;
    return recordsPerMs < processRateMultiplier * average;
  }
}
