/**
 * Count, mean, variance, least and greatest of numbers, in one pass. Mirrors `org.apache.spark.util.StatCounter`; made by
 * `rdd.stats()`.
 *
 * @example
 * const stats = await rdd.stats();
 * stats.mean; // 2.5
 * stats.variance; // 1.25
 */
export class StatCounter {
  private n = 0;
  private mu = 0;
  /** Sum of (x − mean)². */
  private m2 = 0;
  private least = Number.POSITIVE_INFINITY;
  private greatest = Number.NEGATIVE_INFINITY;

  /** Adds a number or what another counter has seen. */
  merge(other: number | StatCounter): this {
    if (typeof other === "number") return this.add(other);
    if (other.n === 0) return this;
    const n = this.n + other.n;
    const delta = other.mu - this.mu;
    this.mu = this.n === 0 ? other.mu : this.merged(other, delta);
    this.m2 += other.m2 + (this.n === 0 ? 0 : (delta * delta * this.n * other.n) / n);
    this.n = n;
    this.least = Math.min(this.least, other.least);
    this.greatest = Math.max(this.greatest, other.greatest);
    return this;
  }

  get count(): number {
    return this.n;
  }

  get mean(): number {
    return this.mu;
  }

  get sum(): number {
    return this.n * this.mu;
  }

  get min(): number {
    return this.least;
  }

  get max(): number {
    return this.greatest;
  }

  /** Of the numbers as the whole population. */
  get variance(): number {
    return this.n === 0 ? Number.NaN : this.m2 / this.n;
  }

  /** Of the numbers as a sample: divided by count − 1. */
  get sampleVariance(): number {
    return this.n <= 1 ? Number.NaN : this.m2 / (this.n - 1);
  }

  get stdev(): number {
    return Math.sqrt(this.variance);
  }

  get sampleStdev(): number {
    return Math.sqrt(this.sampleVariance);
  }

  /** `(count: 4, mean: 2.500000, stdev: 1.118034, max: 4.000000, min: 1.000000)` */
  toString(): string {
    const [mean, stdev, max, min] = [this.mean, this.stdev, this.max, this.min].map((value) => value.toFixed(6));
    return `(count: ${this.n}, mean: ${mean}, stdev: ${stdev}, max: ${max}, min: ${min})`;
  }

  private add(value: number): this {
    const delta = value - this.mu;
    this.n++;
    this.mu += delta / this.n;
    this.m2 += delta * (value - this.mu);
    this.least = Math.min(this.least, value);
    this.greatest = Math.max(this.greatest, value);
    return this;
  }

  /** Spark's choice of formula, so that the last digits are Spark's too. */
  private merged(other: StatCounter, delta: number): number {
    const n = this.n + other.n;
    if (other.n * 10 < this.n) return this.mu + (delta * other.n) / n;
    if (this.n * 10 < other.n) return other.mu - (delta * this.n) / n;
    return (this.mu * this.n + other.mu * other.n) / n;
  }
}
