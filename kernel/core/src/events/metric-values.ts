import type { AccumulatorId, StageId, TaskId } from "../base/brand.js";

/** How a SQL metric's values lie: Spark's `total (min, med, max (stageId: taskId))` without the total. */
export interface MetricSpread {
  readonly min: number;
  readonly med: number;
  readonly max: number;
  /** The attempt that has the most; absent when the driver counted. */
  readonly task?: { readonly stageId: StageId; readonly stageAttempt: number; readonly taskId: TaskId };
}

/** SQL metrics of one stage attempt, by accumulator. */
export type StageMetricValues = ReadonlyMap<AccumulatorId, MetricValues>;

/** Values kept for the median; of more, every second, fourth, … is kept. */
const MOST_KEPT = 4_096;

/** The values that attempts added to one SQL metric. Total, least and most are exact, the median up to 4,096 values. */
export class MetricValues {
  total = 0;
  private least = Number.POSITIVE_INFINITY;
  private most = Number.NEGATIVE_INFINITY;
  private task: MetricSpread["task"];
  private count = 0;
  private step = 1;
  private kept: number[] = [];
  /** What {@link spread} found, until there is another value: a live run asks again and again. */
  private known: MetricSpread | undefined;

  /** @param task the attempt; without one the value is the driver's */
  add(value: number, task?: MetricSpread["task"]): void {
    this.known = undefined;
    this.total += value;
    if (value < this.least) this.least = value;
    if (value > this.most) {
      this.most = value;
      this.task = task;
    }
    if (this.count++ % this.step === 0) this.keep(value);
  }

  get average(): number {
    return this.count === 0 ? 0 : this.total / this.count;
  }

  /** Adds the values of another stage that counted in the same metric. */
  addAll(other: MetricValues): void {
    this.known = undefined;
    this.total += other.total;
    this.least = Math.min(this.least, other.least);
    if (other.most > this.most) {
      this.most = other.most;
      this.task = other.task;
    }
    this.count += other.count;
    for (const value of other.kept) this.keep(value);
  }

  /** Undefined for a single value: it is the total. */
  get spread(): MetricSpread | undefined {
    if (this.count < 2) return undefined;
    if (this.known !== undefined) return this.known;
    const sorted = [...this.kept].sort((a, b) => a - b);
    this.known = {
      min: this.least,
      med: sorted[Math.floor(sorted.length / 2)]!,
      max: this.most,
      ...(this.task === undefined ? {} : { task: this.task }),
    };
    return this.known;
  }

  private keep(value: number): void {
    this.kept.push(value);
    if (this.kept.length < MOST_KEPT) return;
    this.kept = this.kept.filter((_, i) => i % 2 === 0);
    this.step *= 2;
  }
}
