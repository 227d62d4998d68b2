import { currentTask } from "./task-context.js";

/**
 * What tasks add to and the driver reads: Spark's `AccumulatorV2`. Each task attempt adds to a part of its own, which is merged when
 * the attempt succeeds; parts of failed attempts are thrown away.
 */
export abstract class AccumulatorV2<IN, STATE> {
  readonly id: number;
  readonly name: string | undefined;
  private total: STATE;

  constructor(id: number, name: string | undefined, zero: STATE) {
    this.id = id;
    this.name = name;
    this.total = zero;
  }

  /** Adds a value: in a task to the attempt's part, on the driver to the total. */
  add(value: IN): void {
    const parts = currentTask()?.metrics.accumulatorParts;
    if (parts === undefined) this.total = this.added(this.total, value);
    else parts.set(this, this.added(this.state, value));
  }

  /** Back to zero. */
  reset(): void {
    this.total = this.zero();
  }

  /** Merges the part of an attempt that succeeded. */
  merge(part: unknown): void {
    this.total = this.merged(this.total, part as STATE);
  }

  /** True while nothing was added. */
  abstract get isZero(): boolean;

  /** The total on the driver; in a task what this attempt has added. */
  protected get state(): STATE {
    const parts = currentTask()?.metrics.accumulatorParts;
    if (parts === undefined) return this.total;
    return parts.has(this) ? (parts.get(this) as STATE) : this.zero();
  }

  protected abstract zero(): STATE;
  protected abstract added(state: STATE, value: IN): STATE;
  protected abstract merged(a: STATE, b: STATE): STATE;
}
