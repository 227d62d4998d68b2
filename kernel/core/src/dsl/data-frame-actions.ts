import { SparkError } from "../errors/index.js";
import type { CallSite } from "../events/listener.js";
import { alias, scalarFunction } from "../plans/expressions/index.js";
import { type LogicalPlan, limit, outputOf, project } from "../plans/logical/index.js";
import { StorageLevel } from "../rdd/storage-level.js";
import { rowExternalizer } from "../types/external.js";
import type { Row } from "../types/row.js";
import { DataFrameCore } from "./data-frame-core.js";
import { DataFrameWriter } from "./data-frame-writer.js";
import { count, lit } from "./functions.js";
import { checkedLimit, limitPlan } from "./limits.js";
import type { RDD } from "./rdd.js";
import { showString } from "./show-string.js";

const DEFAULT_ROWS = 20;
const DEFAULT_WIDTH = 20;

/** What brings rows out of a DataFrame, or keeps them: actions, persistence, the writer. Part of the DataFrame API. */
export abstract class DataFrameActions<T> extends DataFrameCore {
  private rddOnce: RDD<Row> | undefined;

  /**
   * The rows as an RDD of Rows, for what only RDDs can do. The plan is made at once, and with it run the jobs that come before its rows: broadcasts, samples
   * for sorting and, with adaptive execution, all stages but the last.
   * @example await df.rdd.map((row) => [row.country, 1]).reduceByKey((a, b) => a + b).collectAsMap(); // Map { "US" => 2, "DE" => 1, "FR" => 1 }
   */
  get rdd(): RDD<T & Row> {
    this.rddOnce ??= this.context.rddOf(this.plan, rowExternalizer(this.schema));
    return this.rddOnce as RDD<T & Row>;
  }

  /**
   * Keeps the rows in memory, on disk what does not fit, once an action computes them (G10).
   * @example
   * const kept = orders.filter("quantity > 2").cache();
   * await kept.count(); // computes and keeps the rows
   * await kept.groupBy("country").count().show(); // reads what is kept
   */
  cache(): this {
    return this.persist();
  }

  /**
   * Keeps the rows at a storage level; MEMORY_AND_DISK when none is given.
   * @example df.persist(StorageLevel.DISK_ONLY)
   */
  persist(level: StorageLevel = StorageLevel.MEMORY_AND_DISK): this {
    this.context.queries.persist(this.plan, level);
    return this;
  }

  /** Drops the kept rows. @example df.cache().unpersist() */
  unpersist(): this {
    this.context.queries.unpersist(this.plan);
    return this;
  }

  /**
   * All rows, on the driver.
   * @throws SparkException when a task fails too often
   * @example (await df.filter("quantity > 2").collect()).map((row) => row.id); // [1, 3]
   */
  collect(): Promise<(T & Row)[]> {
    return this.rows(this.plan, this.context.callSite("collect"));
  }

  /** Number of rows: an aggregate, so two stages, not one. @example await df.count(); // 4 */
  async count(): Promise<number> {
    const callSite = this.context.callSite("count");
    const counted = this.context.analyze({
      kind: "Aggregate",
      groupingExpressions: [],
      aggregateExpressions: [count(lit(1)).as("count").expr],
      child: this.plan,
    });
    const [row] = await this.context.run(counted, callSite);
    return row![0] as number;
  }

  /**
   * The first `n` rows, from as few partitions as possible (G8).
   * @example (await df.take(2)).map((row) => row.country); // ["US", "DE"]
   */
  take(n: number): Promise<(T & Row)[]> {
    return this.firstRows(n, this.context.callSite("take"));
  }

  /**
   * The last `n` rows: the last partitions first, as few as it takes.
   * @example (await df.tail(2)).map((row) => row.id); // [3, 4]
   */
  tail(n: number): Promise<(T & Row)[]> {
    const callSite = this.context.callSite("tail");
    return this.rows({ kind: "Tail", limit: checkedLimit(n), child: this.plan }, callSite);
  }

  /** The first `n` rows; 1 when not given. */
  head(n = 1): Promise<(T & Row)[]> {
    return this.firstRows(n, this.context.callSite("head"));
  }

  /** True when there is no row; looks at as few partitions as possible. @example await df.filter("id > 9").isEmpty(); // true */
  async isEmpty(): Promise<boolean> {
    const callSite = this.context.callSite("isEmpty");
    const none = this.context.analyze(limit(1, project([], this.plan)));
    return (await this.context.run(none, callSite)).length === 0;
  }

  /**
   * The first row.
   * @throws SparkError EMPTY_RESULT when there is none
   * @example (await df.orderBy("price").first()).country; // "FR"
   */
  async first(): Promise<T & Row> {
    const [row] = await this.firstRows(1, this.context.callSite("first"));
    if (row !== undefined) return row;
    throw new SparkError({
      condition: "EMPTY_RESULT",
      message: "first() found no row.",
      nextStep: "Use take(1), which gives an empty array when there is none.",
    });
  }

  /**
   * Prints the first rows as a table.
   * @param numRows rows to print
   * @param truncate longest cell, true for 20, false for whole cells lined up on the left
   * @example
   * await df.show();
   * await df.show(2, false);
   */
  async show(numRows: number = DEFAULT_ROWS, truncate: boolean | number = true): Promise<void> {
    const callSite = this.context.callSite("show");
    const cells = outputOf(this.plan).map((a) => alias(scalarFunction("toprettystring", [a]), a.name));
    const shown = this.context.analyze(limit(checkedLimit(numRows) + 1, project(cells, this.plan)));
    const rows = (await this.context.run(shown, callSite)) as readonly (readonly string[])[];
    const width = typeof truncate === "number" ? truncate : truncate ? DEFAULT_WIDTH : 0;
    this.context.print(showString(this.columns, rows, { numRows, truncate: width }));
  }

  /**
   * Runs `f` on each row, on the executors; nothing comes back. One job.
   * @example await df.foreach((row) => work(`${row.quantity}ms`))
   */
  foreach(f: (row: T & Row) => void): Promise<void> {
    return this.rdd.foreach(f);
  }

  /**
   * Runs `f` once a partition, on the executors; nothing comes back. One job.
   * @example
   * const batches = sc.longAccumulator("batches");
   * await df.foreachPartition(() => batches.add(1));
   */
  foreachPartition(f: (rows: Iterable<T & Row>) => void): Promise<void> {
    return this.rdd.foreachPartition(f);
  }

  /** Writes the rows to files. @example await df.write.mode("overwrite").parquet("out/revenue") */
  get write(): DataFrameWriter {
    return new DataFrameWriter(this.context, this.plan);
  }

  private firstRows(n: number, callSite: CallSite): Promise<(T & Row)[]> {
    return this.rows(limitPlan(n, this.plan), callSite);
  }

  private async rows(plan: LogicalPlan, callSite: CallSite): Promise<(T & Row)[]> {
    const held = await this.context.run(this.context.analyze(plan), callSite);
    return held.map(rowExternalizer(this.schema, this.context.timeZone)) as (T & Row)[];
  }
}
