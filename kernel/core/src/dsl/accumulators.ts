import { AccumulatorV2 } from "../rdd/accumulator-v2.js";

interface Tally {
  readonly sum: number;
  readonly count: number;
}

const ZERO: Tally = { sum: 0, count: 0 };

/** What the accumulators of numbers have in common. */
abstract class NumberAccumulator extends AccumulatorV2<number, Tally> {
  constructor(id: number, name?: string) {
    super(id, name, ZERO);
  }

  /** Sum of what was added. */
  get sum(): number {
    return this.state.sum;
  }

  /** How often something was added. */
  get count(): number {
    return this.state.count;
  }

  /** Mean of what was added; NaN when nothing was. */
  get avg(): number {
    return this.sum / this.count;
  }

  /** The sum. */
  get value(): number {
    return this.sum;
  }

  get isZero(): boolean {
    return this.count === 0;
  }

  protected zero(): Tally {
    return ZERO;
  }

  protected added({ sum, count }: Tally, value: number): Tally {
    return { sum: sum + value, count: count + 1 };
  }

  protected merged(a: Tally, b: Tally): Tally {
    return { sum: a.sum + b.sum, count: a.count + b.count };
  }
}

/**
 * Adds up whole numbers from tasks; only successful attempts count. Made by `sc.longAccumulator`.
 * @example
 * const bad = sc.longAccumulator("bad lines");
 * await rdd.foreach((n) => n > 2 && bad.add(1));
 * bad.value; // 2
 */
export class LongAccumulator extends NumberAccumulator {
  override toString(): string {
    return describe("LongAccumulator", this, this.value);
  }
}

/**
 * Adds up numbers from tasks; only successful attempts count. Made by `sc.doubleAccumulator`.
 * @example
 * const total = sc.doubleAccumulator();
 * await rdd.foreach((n) => total.add(n / 2));
 * total.avg; // 1.25
 */
export class DoubleAccumulator extends NumberAccumulator {
  override toString(): string {
    return describe("DoubleAccumulator", this, this.value);
  }
}

/**
 * Collects values from tasks in an array; only successful attempts count. Made by `sc.collectionAccumulator`.
 * @example
 * const seen = sc.collectionAccumulator("seen");
 * await rdd.foreach((n) => n % 2 === 0 && seen.add(n));
 * seen.value; // [2, 4]
 */
export class CollectionAccumulator<T> extends AccumulatorV2<T, T[]> {
  constructor(id: number, name?: string) {
    super(id, name, []);
  }

  /** What was added, task by task as they ended. */
  get value(): readonly T[] {
    return this.state;
  }

  get isZero(): boolean {
    return this.value.length === 0;
  }

  override toString(): string {
    return describe("CollectionAccumulator", this, `[${this.value.join(", ")}]`);
  }

  protected zero(): T[] {
    return [];
  }

  protected added(state: T[], value: T): T[] {
    state.push(value);
    return state;
  }

  protected merged(a: T[], b: T[]): T[] {
    for (const value of b) a.push(value);
    return a;
  }
}

function describe(type: string, { id, name }: AccumulatorV2<never, unknown>, value: number | string): string {
  return `${type}(id: ${id}, name: ${name === undefined ? "None" : `Some(${name})`}, value: ${value})`;
}
