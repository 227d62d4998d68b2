// Longer than most files: a DataFrame has this many methods, and each only says what plan it makes.

import type { ExplainMode } from "../backend.js";
import { AnalysisException, SparkError } from "../errors/index.js";
import type { CallSite } from "../events/listener.js";
import { alias, type Expression, scalarFunction, sortOrder, unresolvedStar } from "../plans/expressions/index.js";
import { filter, type LogicalPlan, limit, logicalTree, outputOf, project } from "../plans/logical/index.js";
import { StorageLevel } from "../rdd/storage-level.js";
import type { StructType } from "../types/data-type.js";
import { rowExternalizer } from "../types/external.js";
import type { Row } from "../types/row.js";
import { simpleString } from "../types/type-name.js";
import { located } from "./call-site.js";
import { Column } from "./column.js";
import { dropPlan, renamedPlan, toDFPlan, withColumnsPlan } from "./data-frame-columns.js";
import { DataFrameNaFunctions } from "./data-frame-na-functions.js";
import { DataFrameStatFunctions } from "./data-frame-stat-functions.js";
import type { AnyRow, ColumnLike, ColumnName, JoinHintName, JoinTypeName } from "./data-frame-types.js";
import { DataFrameWriter } from "./data-frame-writer.js";
import { flatUnion } from "./flat-union.js";
import { col, count, expr, lit, struct, to_json } from "./functions.js";
import { GroupedData } from "./grouped-data.js";
import { positionsOf } from "./grouping-sets.js";
import { joinTypeOf } from "./join-type.js";
import type { QueryContext } from "./query-context.js";
import type { RDD } from "./rdd.js";
import { randomSplitPlans, type SampleArguments, samplePlan } from "./sampled.js";
import { exceptAllPlan, intersectAllPlan } from "./set-operations-all.js";
import { showString } from "./show-string.js";
import { DESCRIBE_STATISTICS, SUMMARY_STATISTICS, summaryPlan } from "./summary.js";
import { treeString } from "./tree-string.js";
import { unionByName } from "./union-by-name.js";
import { unpivotPlan } from "./unpivot.js";

const DEFAULT_ROWS = 20;
const DEFAULT_WIDTH = 20;

/**
 * A table that is described, not computed: Spark's `DataFrame`. Transformations return a new one and check names and types at once;
 * an action (`show`, `collect`, `count`, `take`, `write`) plans it, runs its jobs and gives a promise.
 *
 * @typeParam T the row, as far as TypeScript knows its columns
 * @example
 * const byCountry = spark.read.parquet("data/orders.parquet").filter("quantity > 2").groupBy("country").count();
 * await byCountry.orderBy(desc("count")).show();
 */
export class DataFrame<T = AnyRow> {
  /** The analyzed plan behind it. */
  readonly plan: LogicalPlan;
  private readonly context: QueryContext;
  private rddOnce: RDD<Row> | undefined;

  /** Made by `spark.read`, `spark.createDataFrame`, `spark.range` and by the methods of other DataFrames. */
  constructor(context: QueryContext, plan: LogicalPlan) {
    this.context = context;
    this.plan = context.analyze(plan);
  }

  /** Names and types of the columns. */
  get schema(): StructType {
    return this.context.queries.schemaOf(this.plan);
  }

  /**
   * The rows as an RDD of Rows, for what only RDDs can do. The plan is made at once, and with it run the jobs that come before its rows: broadcasts, samples
   * for sorting and, with adaptive execution, all stages but the last.
   * @example await df.rdd.map((row) => [row.country, 1]).reduceByKey((a, b) => a + b).collectAsMap(); // Map { "US" => 2, "DE" => 1, "FR" => 1 }
   */
  get rdd(): RDD<T & Row> {
    this.rddOnce ??= this.context.rddOf(this.plan, rowExternalizer(this.schema));
    return this.rddOnce as RDD<T & Row>;
  }

  /** Names of the columns. @example df.columns; // ["id", "country", "quantity", "price"] */
  get columns(): string[] {
    return this.schema.fields.map((field) => field.name);
  }

  // ── Transformations ─────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * One of this DataFrame's columns; unlike `col("x")` it stays this one's after a join. Mirrors `Dataset.col`.
   * @example orders.join(products, orders.col("product_id").eq(products.col("product_id")))
   */
  col(name: ColumnName<T>): Column {
    const found = outputOf(this.plan).filter((attribute) => attribute.name.toLowerCase() === name.toLowerCase());
    if (found.length === 1) return new Column(found[0]!);
    return new Column(outputOf(this.select(col(name)).plan)[0]!);
  }

  /** The chosen columns. @throws AnalysisException UNRESOLVED_COLUMN.WITH_SUGGESTION @example df.select("id", col("price").multiply(2).as("double")) */
  select<K extends ColumnName<T>>(...columns: readonly K[]): DataFrame<Pick<T, K>>;
  select(...columns: readonly (ColumnLike<T> | "*")[]): DataFrame<AnyRow>;
  select(...columns: readonly (Column | string)[]): DataFrame<AnyRow> {
    return this.derived(project(columns.map(expressionOf), this.plan));
  }

  /** The columns of SQL expressions. @throws SparkError PARSE_SYNTAX_ERROR @example df.selectExpr("price * quantity AS revenue") */
  selectExpr(...expressions: readonly string[]): DataFrame<AnyRow> {
    return this.select(...expressions.map((text) => expr(text)));
  }

  /** The rows for which the condition is true; a column or SQL text. @example df.filter("price > 90 AND country = 'US'") */
  filter(condition: Column | string): DataFrame<T> {
    const { expr: predicate } = typeof condition === "string" ? expr(condition) : condition;
    return this.derived(filter(predicate, this.plan));
  }

  /** Same as {@link filter}. */
  where(condition: Column | string): DataFrame<T> {
    return this.filter(condition);
  }

  /** Adds a column, or replaces the one of that name. @example df.withColumn("revenue", col("price").multiply(col("quantity"))) */
  withColumn<N extends string>(name: N, column: Column): DataFrame<T & Record<N, unknown>> {
    const named = alias(column.expr, name);
    const columns: Expression[] = [...outputOf(this.plan)];
    const replaced = columns.findIndex(
      (e) => e.kind === "AttributeReference" && e.name.toLowerCase() === name.toLowerCase(),
    );
    if (replaced === -1) columns.push(named);
    else columns[replaced] = named;
    return this.derived(project(columns, this.plan));
  }

  /**
   * Renames a column; nothing happens when there is none of that name.
   * @example df.withColumnRenamed("price", "amount").columns; // ["id", "country", "quantity", "amount"]
   */
  withColumnRenamed(from: ColumnName<T>, to: string): DataFrame<AnyRow> {
    const rename = (a: Expression): Expression =>
      a.kind === "AttributeReference" && a.name.toLowerCase() === from.toLowerCase() ? alias(a, to) : a;
    return this.derived(project(outputOf(this.plan).map(rename), this.plan));
  }

  /**
   * Adds or replaces several columns at once; each sees the columns as they were.
   * @example df.withColumns({ revenue: col("price").multiply(col("quantity")), currency: lit("EUR") }).columns.length; // 6
   */
  withColumns(columns: Readonly<Record<string, Column>>): DataFrame<AnyRow> {
    const added = Object.entries(columns).map(([name, column]) => [name, column.expr] as const);
    return this.derived(withColumnsPlan(this.plan, added));
  }

  /** Renames several columns. @example df.withColumnsRenamed({ price: "amount", id: "order" }).columns; // ["order", "country", "quantity", "amount"] */
  withColumnsRenamed(names: Readonly<Record<string, string>>): DataFrame<AnyRow> {
    return this.derived(renamedPlan(this.plan, new Map(Object.entries(names))));
  }

  /**
   * Names all columns anew.
   * @throws AnalysisException ASSIGNMENT_ARITY_MISMATCH
   * @example df.select("id", "country").toDF("order", "land").columns; // ["order", "land"]
   */
  toDF(...names: readonly string[]): DataFrame<AnyRow> {
    return this.derived(toDFPlan(this.plan, names));
  }

  /** Chains a function of DataFrames. @example await df.transform((d) => d.filter("quantity > 2")).count(); // 2 */
  transform<U>(f: (df: DataFrame<T>) => DataFrame<U>): DataFrame<U> {
    return f(this);
  }

  /**
   * Without the named columns; names and columns that it does not have do not matter.
   * @example
   * df.drop("price", "quantity").columns; // ["id", "country"]
   * orders.join(products, orders.col("product_id").eq(products.col("product_id"))).drop(products.col("product_id"));
   */
  drop<K extends ColumnName<T>>(...names: readonly K[]): DataFrame<Omit<T, K>>;
  drop(...columns: readonly ColumnLike<T>[]): DataFrame<AnyRow>;
  drop(...columns: readonly (Column | string)[]): DataFrame<AnyRow> {
    return this.derived(dropPlan(this.plan, columns));
  }

  /**
   * Groups by keys; follow with `agg`, `count`, `sum`, `avg`, `min` or `max`. Cuts a stage: rows of a key meet in one
   * task.
   * @example await df.groupBy("country").count().orderBy("country").collect(); // [{ country: "DE", count: 1 }, …]
   */
  groupBy(...columns: readonly ColumnLike<T>[]): GroupedData<T> {
    return new GroupedData(this.context, this.plan, columns.map(expressionOf));
  }

  /**
   * Groups by all keys, by all but the last, …, and over all rows: subtotals, with null for the keys that are left out. Tell them
   * from other nulls by `grouping_id()`.
   * @example await df.rollup("country").agg(sum("quantity").as("sold")).count(); // 4
   */
  rollup(...columns: readonly ColumnLike<T>[]): GroupedData<T> {
    const sets = Array.from({ length: columns.length + 1 }, (_, i) => range(columns.length - i));
    return new GroupedData(this.context, this.plan, columns.map(expressionOf), sets);
  }

  /** Like {@link rollup}, for every subset of the keys. @example await df.cube("country", "quantity").count().count(); // 12 */
  cube(...columns: readonly ColumnLike<T>[]): GroupedData<T> {
    return new GroupedData(this.context, this.plan, columns.map(expressionOf), subsets(range(columns.length)));
  }

  /**
   * Groups by each of the given sets of the keys, with null for keys that a set leaves out.
   * @param sets each a list of columns that are among the keys
   * @example await df.groupingSets([["country"], []], "country").count().count(); // 4
   */
  groupingSets(sets: readonly (readonly ColumnLike<T>[])[], ...columns: readonly ColumnLike<T>[]): GroupedData<T> {
    const keys = columns.map(expressionOf);
    return new GroupedData(
      this.context,
      this.plan,
      keys,
      positionsOf(
        sets.map((set) => set.map(expressionOf)),
        keys,
      ),
    );
  }

  /** Nulls dropped, filled and replaced. @example df.na.fill(0).na.drop() */
  get na(): DataFrameNaFunctions<T> {
    return new DataFrameNaFunctions<T>(this.context, this.plan);
  }

  /** Statistics of columns: correlation, covariance, quantiles, cross tables. @example await df.stat.corr("quantity", "quantity"); // 1 */
  get stat(): DataFrameStatFunctions {
    return new DataFrameStatFunctions(this.context, this.plan);
  }

  /**
   * Each row as JSON text, in a column `value`; null fields are left out.
   * @example await df.select("id", "country").limit(1).toJSON().collect(); // [{ value: '{"id":1,"country":"US"}' }]
   */
  toJSON(): DataFrame<AnyRow> {
    const json = to_json(struct(...outputOf(this.plan).map((a) => new Column(a))));
    return this.derived(project([json.as("value").expr], this.plan));
  }

  /**
   * Aggregates over all rows. Mirrors `Dataset.agg`.
   * @example await df.agg(sum("quantity").as("sold"), max("price").as("top")).first(); // { sold: 11, top: 120.75 }
   */
  agg(...aggregates: readonly Column[]): DataFrame<AnyRow> {
    return this.groupBy().agg(...aggregates);
  }

  /**
   * Joins with another DataFrame on columns of equal name (which appear once), or on a condition. Small sides are broadcast, others
   * are shuffled and sorted (G3).
   * @param on a name, names, or a condition; without it every row meets every row
   * @param how `inner` (default), `left`, …
   * @example
   * orders.join(broadcast(products), "product_id");
   * orders.join(products, orders.col("product_id").eq(products.col("product_id")), "left_anti");
   */
  join<U>(
    other: DataFrame<U>,
    on?: string | readonly string[] | Column,
    how: JoinTypeName = "inner",
  ): DataFrame<T & U> {
    const using = typeof on === "string" ? [on] : Array.isArray(on) ? (on as readonly string[]) : undefined;
    return this.derived({
      kind: "Join",
      left: this.plan,
      right: other.plan,
      joinType: joinTypeOf(how),
      condition: on instanceof Column ? on.expr : undefined,
      ...(using === undefined ? {} : { using }),
      hint: {},
    });
  }

  /** Every row with every row. @example await df.crossJoin(df).count(); // 16 */
  crossJoin<U>(other: DataFrame<U>): DataFrame<T & U> {
    return this.join(other, undefined, "cross");
  }

  /**
   * Sorted over all partitions. Runs a sampling job of its own, since the ranges must be known first (G7).
   * @example (await df.orderBy(desc("price")).first()).country; // "US"
   */
  orderBy(...columns: readonly ColumnLike<T>[]): DataFrame<T> {
    return this.sorted(columns, true);
  }

  /** Same as {@link orderBy}. */
  sort(...columns: readonly ColumnLike<T>[]): DataFrame<T> {
    return this.orderBy(...columns);
  }

  /**
   * Sorted within each partition, without a shuffle.
   * @example df.repartition(2, "country").sortWithinPartitions("price")
   */
  sortWithinPartitions(...columns: readonly ColumnLike<T>[]): DataFrame<T> {
    return this.sorted(columns, false);
  }

  /**
   * The first rows, as few partitions as it takes (G8).
   * @throws AnalysisException INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE
   * @example await df.limit(2).count(); // 2
   */
  limit(n: number): DataFrame<T> {
    return this.derived(limit(checkedLimit(n), this.plan));
  }

  /**
   * Without the first rows; with a limit, in either order, no more is read than it takes.
   * @throws AnalysisException INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE
   * @example await df.orderBy("id").offset(1).limit(2).select("id").collect(); // [{ id: 2 }, { id: 3 }]
   */
  offset(n: number): DataFrame<T> {
    return this.derived({ kind: "Offset", offset: checkedLimit(n), child: this.plan });
  }

  /**
   * About `fraction` of the rows, by Spark's own random numbers: equal seeds draw what Spark draws. Each partition draws by itself, so that the
   * number of rows varies.
   * @param withReplacement true when a row may be drawn several times; false when left out
   * @throws SparkError INVALID_FRACTION
   * @example
   * await spark.range(0, 100, 1, 4).sample(0.05, 42).count(); // 3
   * df.sample(true, 1.5, 7);
   */
  sample(fraction: number, seed?: number | bigint): DataFrame<T>;
  sample(withReplacement: boolean, fraction: number, seed?: number | bigint): DataFrame<T>;
  sample(...given: readonly unknown[]): DataFrame<T> {
    const { sparkContext } = this.context;
    return this.derived(
      located(sparkContext.ports.host, () =>
        samplePlan(this.plan, given as SampleArguments, () => sparkContext.nextSeed()),
      ),
    );
  }

  /**
   * Divides the rows at random, by the weights. Each part computes all of this DataFrame, sorted within its partitions so that no row is
   * in two parts: cache it.
   * @throws SparkError INVALID_WEIGHTS
   * @example
   * const [train, test] = spark.range(0, 100, 1, 4).randomSplit([0.8, 0.2], 42);
   * (await train.count()) + (await test.count()); // 100
   */
  randomSplit(
    weights: readonly number[],
    seed: number | bigint = this.context.sparkContext.nextSeed(),
  ): DataFrame<T>[] {
    const { host } = this.context.sparkContext.ports;
    const plans = located(host, () => randomSplitPlans(this.plan, weights, BigInt(seed)));
    return plans.map((plan) => this.derived(plan));
  }

  /**
   * Statistics of number and string columns as a table of text: a row each for count, mean, stddev, min and max. For reading, not for programs.
   * @param names of the columns; all when none is named
   * @example await df.describe("quantity").filter("summary = 'mean'").collect(); // [{ summary: "mean", quantity: "2.75" }]
   */
  describe(...names: readonly ColumnName<T>[]): DataFrame<AnyRow> {
    const { plan } = names.length === 0 ? this : this.select(...names);
    return this.summaryOf(plan, DESCRIBE_STATISTICS);
  }

  /**
   * Like {@link describe}, with statistics of your choice: count, count_distinct, approx_count_distinct, mean, stddev, min, max, percentiles such as
   * `"25%"`. Without any: count, mean, stddev, min, 25%, 50%, 75%, max.
   * @throws SparkError UNSUPPORTED_STATISTIC
   * @example await df.select("quantity").summary("min", "50%").collect(); // [{ summary: "min", quantity: "1" }, { summary: "50%", quantity: "2" }]
   */
  summary(...statistics: readonly string[]): DataFrame<AnyRow> {
    return this.summaryOf(this.plan, statistics.length === 0 ? SUMMARY_STATISTICS : statistics);
  }

  /**
   * Turns columns into rows: for each row and each value column one with the ids, the column's name and its value. The opposite of `pivot`.
   * @param ids columns to keep
   * @param values columns to turn into rows, which need a common type; all but the ids when left out
   * @throws AnalysisException UNPIVOT_VALUE_DATA_TYPE_MISMATCH, UNPIVOT_REQUIRES_VALUE_COLUMNS
   * @example await df.filter("id = 1").unpivot(["id"], ["quantity", "price"], "what", "value").count(); // 2
   */
  unpivot(
    ids: readonly ColumnLike<T>[],
    values: readonly ColumnLike<T>[] | undefined,
    variableColumnName: string,
    valueColumnName: string,
  ): DataFrame<AnyRow> {
    const names = [variableColumnName, valueColumnName] as const;
    return this.derived(unpivotPlan(this.context, this.plan, ids.map(expressionOf), values?.map(expressionOf), names));
  }

  /** Same as {@link unpivot}. */
  melt(
    ids: readonly ColumnLike<T>[],
    values: readonly ColumnLike<T>[] | undefined,
    variableColumnName: string,
    valueColumnName: string,
  ): DataFrame<AnyRow> {
    return this.unpivot(ids, values, variableColumnName, valueColumnName);
  }

  /** Each row once. @example await df.select("country").distinct().count(); // 3 */
  distinct(): DataFrame<T> {
    return this.derived({ kind: "Distinct", allColumns: true, child: this.plan });
  }

  /**
   * The first row of each combination of the named columns; of all columns when none is named.
   * @example await df.dropDuplicates("country").count(); // 3
   */
  dropDuplicates(...names: readonly ColumnName<T>[]): DataFrame<T> {
    if (names.length === 0) return this.distinct();
    return this.derived({ kind: "Deduplicate", keys: names.map(expressionOf), child: this.plan });
  }

  /**
   * All rows of both, column by position. No shuffle (G9).
   * @throws AnalysisException NUM_COLUMNS_MISMATCH
   * @example await df.union(df).count(); // 8
   */
  union<U>(other: DataFrame<U>): DataFrame<T> {
    return this.derived(flatUnion(this.plan, other.plan));
  }

  /**
   * All rows of both, column by name. @throws AnalysisException UNRESOLVED_COLUMN.AMONG_FIELD_NAMES for a name that only one side has
   * @param allowMissingColumns fills columns that only one side has with null instead
   * @example df.unionByName(df.select("price", "quantity", "id", "country"))
   */
  unionByName<U>(other: DataFrame<U>, allowMissingColumns = false): DataFrame<T> {
    return this.derived(unionByName(this.plan, other.plan, allowMissingColumns));
  }

  /** The rows that are in both, each once; null equals null. @example df.select("country").intersect(df.filter("quantity > 2").select("country")) */
  intersect(other: DataFrame<T>): DataFrame<T> {
    return this.derived({ kind: "Intersect", left: this.plan, right: other.plan });
  }

  /** The rows that the other has not, each once. @example await df.except(df.filter("country = 'US'")).count(); // 2 */
  except(other: DataFrame<T>): DataFrame<T> {
    return this.derived({ kind: "Except", left: this.plan, right: other.plan });
  }

  /**
   * The rows that are in both, as often as in the side that has them less often.
   * @example await df.select("country").intersectAll(df.select("country")).count(); // 4
   */
  intersectAll(other: DataFrame<T>): DataFrame<T> {
    return this.derived(intersectAllPlan(this.context, this.plan, other.plan));
  }

  /**
   * The rows that this side has more often than the other, that many times.
   * @example await df.select("country").exceptAll(df.filter("id = 1").select("country")).count(); // 3
   */
  exceptAll(other: DataFrame<T>): DataFrame<T> {
    return this.derived(exceptAllPlan(this.context, this.plan, other.plan));
  }

  /**
   * Spreads the rows by ranges of the columns, so that each partition holds rows between two bounds. Samples first, like a sort (A7).
   * @example
   * df.repartitionByRange(4, "price");
   * df.repartitionByRange(desc("id"));
   */
  repartitionByRange(numPartitions: number, ...columns: readonly ColumnLike<T>[]): DataFrame<T>;
  repartitionByRange(...columns: readonly ColumnLike<T>[]): DataFrame<T>;
  repartitionByRange(first?: number | string | Column, ...rest: readonly (string | Column)[]): DataFrame<T> {
    const counted = typeof first === "number";
    const columns = counted || first === undefined ? rest : [first, ...rest];
    if (columns.length === 0) throw noRangeColumns();
    return this.derived({
      kind: "RepartitionByExpression",
      partitionExpressions: columns.map((c) => asSortOrder(expressionOf(c))),
      numPartitions: counted ? checkedPartitions(first) : undefined,
      child: this.plan,
    });
  }

  /**
   * Spreads the rows over `numPartitions`, round robin or by the hash of columns: a shuffle (G9).
   * @example
   * df.repartition(4);
   * df.repartition(8, "country");
   */
  repartition(numPartitions: number, ...columns: readonly ColumnLike<T>[]): DataFrame<T>;
  repartition(...columns: readonly ColumnLike<T>[]): DataFrame<T>;
  repartition(first?: number | string | Column, ...rest: readonly (string | Column)[]): DataFrame<T> {
    const counted = typeof first === "number";
    const columns = counted || first === undefined ? rest : [first, ...rest];
    if (counted && columns.length === 0) {
      return this.derived({
        kind: "Repartition",
        numPartitions: checkedPartitions(first),
        shuffle: true,
        child: this.plan,
      });
    }
    return this.derived({
      kind: "RepartitionByExpression",
      partitionExpressions: columns.map(expressionOf),
      numPartitions: counted ? checkedPartitions(first) : undefined,
      child: this.plan,
    });
  }

  /**
   * Fewer partitions without a shuffle, which also narrows what comes before (G9).
   * @example df.repartition(8).coalesce(2)
   */
  coalesce(numPartitions: number): DataFrame<T> {
    return this.derived({
      kind: "Repartition",
      numPartitions: checkedPartitions(numPartitions),
      shuffle: false,
      child: this.plan,
    });
  }

  /**
   * A name that qualifies the columns: `df.as("o")`, then `col("o.id")`.
   * @example df.as("o").filter(col("o.quantity").gt(2))
   */
  as(name: string): DataFrame<T> {
    return this.derived({ kind: "SubqueryAlias", alias: name, child: this.plan });
  }

  /** Same as {@link as}. */
  alias(name: string): DataFrame<T> {
    return this.as(name);
  }

  /**
   * Asks for a join strategy: `broadcast`, `merge`, `shuffle_hash` or `shuffle_replicate_nl` (G3).
   * `rebalance` asks for partitions of about `spark.sql.adaptive.advisoryPartitionSizeInBytes`, by columns or evenly, from so many at
   * first; without adaptive execution it does nothing (H7).
   * @example
   * orders.join(products.hint("merge"), "product_id");
   * orders.hint("rebalance", "country");
   */
  hint(strategy: JoinHintName): DataFrame<T>;
  hint(strategy: "rebalance", ...parameters: readonly (number | ColumnLike<T>)[]): DataFrame<T>;
  hint(strategy: JoinHintName | "rebalance", ...parameters: readonly (number | string | Column)[]): DataFrame<T> {
    if (strategy !== "rebalance") return this.derived({ kind: "ResolvedHint", strategy, child: this.plan });
    const [first, ...rest] = parameters;
    const counted = typeof first === "number";
    const columns = (counted ? rest : parameters) as readonly (string | Column)[];
    return this.derived({
      kind: "RebalancePartitions",
      partitionExpressions: columns.map(expressionOf),
      numPartitions: counted ? checkedPartitions(first) : undefined,
      child: this.plan,
    });
  }

  /**
   * Gives the DataFrame a name for `spark.sql`; an older view of that name is forgotten.
   * @example
   * df.createOrReplaceTempView("orders");
   * await spark.sql("SELECT count(*) AS n FROM orders").first(); // { n: 4 }
   */
  createOrReplaceTempView(name: string): void {
    this.context.catalog.register(name, this.plan);
  }

  // ── Persistence ─────────────────────────────────────────────────────────────────────────────────────────────────────

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

  // ── Actions ─────────────────────────────────────────────────────────────────────────────────────────────────────────

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
    const counted = new DataFrame(this.context, {
      kind: "Aggregate",
      groupingExpressions: [],
      aggregateExpressions: [count(lit(1)).as("count").expr],
      child: this.plan,
    });
    const [row] = await this.context.run(counted.plan, callSite);
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
    return this.rows(this.derived({ kind: "Tail", limit: checkedLimit(n), child: this.plan }).plan, callSite);
  }

  /** The first `n` rows; 1 when not given. */
  head(n = 1): Promise<(T & Row)[]> {
    return this.firstRows(n, this.context.callSite("head"));
  }

  /** True when there is no row; looks at as few partitions as possible. @example await df.filter("id > 9").isEmpty(); // true */
  async isEmpty(): Promise<boolean> {
    const callSite = this.context.callSite("isEmpty");
    const none = new DataFrame(this.context, limit(1, project([], this.plan)));
    return (await this.context.run(none.plan, callSite)).length === 0;
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
    const shown = new DataFrame(this.context, limit(checkedLimit(numRows) + 1, project(cells, this.plan)));
    const rows = (await this.context.run(shown.plan, callSite)) as readonly (readonly string[])[];
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

  // ── Looking at it ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** Names of the columns with their types. @example df.dtypes; // [["id", "bigint"], ["country", "string"], ["quantity", "bigint"], ["price", "double"]] */
  get dtypes(): [name: string, type: string][] {
    return this.schema.fields.map(({ name, dataType }) => [name, simpleString(dataType)]);
  }

  /** True when `collect` needs no job, since the driver holds the rows. @example df.isLocal(); // true */
  isLocal(): boolean {
    return this.plan.kind === "LocalRelation";
  }

  /** The data files that it reads. @example df.inputFiles(); // [] */
  inputFiles(): string[] {
    const leaves = logicalTree.collect(this.plan, (node) => node.kind === "LogicalRelation");
    return [...new Set(leaves.flatMap((leaf) => (leaf.kind === "LogicalRelation" ? leaf.relation.files : [])))].map(
      ({ path }) => `file://${path}`,
    );
  }

  /**
   * True when both have the same analyzed plan, but for names that do not matter: then they give the same rows. False does not mean that they
   * differ.
   * @example df.filter("id > 1").sameSemantics(df.filter("id > 1")); // true
   */
  sameSemantics(other: DataFrame<never> | DataFrame<AnyRow> | DataFrame<T>): boolean {
    return this.context.queries.sameSemantics(this.plan, other.plan);
  }

  /** Prints the columns with their types. Runs nothing. @example df.printSchema() */
  printSchema(): void {
    this.context.print(`${treeString(this.schema)}\n`);
  }

  /**
   * Prints the plan. Runs nothing.
   * @param mode `simple` (physical plan only, the default); `extended` (or true: parsed, analyzed, optimized and physical plan);
   *   `cost` (the optimized plan with sizes); `formatted` (numbered operators, then what each does); `codegen` (the generated
   *   stages); `trace`, which Spark has not: each rule that changed the plan, with what it changed, and why joins are done as they are
   * @example
   * orders.groupBy("country").count().explain();
   * orders.groupBy("country").count().explain("formatted");
   * orders.filter("quantity > 1").groupBy("country").count().explain("trace");
   */
  explain(mode: ExplainMode | boolean = "simple"): void {
    const named = mode === true ? "extended" : mode === false ? "simple" : mode;
    this.context.print(`${this.context.queries.explain(this.plan, named)}\n`);
  }

  /**
   * The columns and their types, as Spark prints a DataFrame.
   * @example String(df); // "DataFrame[id: bigint, country: string, quantity: bigint, price: double]"
   */
  toString(): string {
    const fields = this.schema.fields.map(({ name, dataType }) => `${name}: ${simpleString(dataType)}`);
    return `DataFrame[${fields.join(", ")}]`;
  }

  private derived<U>(plan: LogicalPlan): DataFrame<U> {
    return new DataFrame<U>(this.context, plan);
  }

  private summaryOf(plan: LogicalPlan, statistics: readonly string[]): DataFrame<AnyRow> {
    const { host } = this.context.sparkContext.ports;
    return this.derived(located(host, () => summaryPlan((step) => this.context.analyze(step), plan, statistics)));
  }

  private sorted(columns: readonly (string | Column)[], global: boolean): DataFrame<T> {
    return this.derived({ kind: "Sort", order: columns.map(expressionOf), global, child: this.plan });
  }

  private firstRows(n: number, callSite: CallSite): Promise<(T & Row)[]> {
    return this.rows(this.limit(n).plan, callSite);
  }

  private async rows(plan: LogicalPlan, callSite: CallSite): Promise<(T & Row)[]> {
    const held = await this.context.run(plan, callSite);
    return held.map(rowExternalizer(this.schema, this.context.timeZone)) as (T & Row)[];
  }
}

function expressionOf(column: Column | string): Expression {
  return (typeof column === "string" ? (column === "*" ? new Column(unresolvedStar()) : col(column)) : column).expr;
}

function checkedLimit(n: number): number {
  if (Number.isInteger(n) && n >= 0) return n;
  throw new AnalysisException({
    condition: "INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE",
    message: `A limit of ${n} rows is not possible.`,
    nextStep: "Give a whole number of at least 0.",
  });
}

function checkedPartitions(n: number): number {
  if (Number.isInteger(n) && n >= 1) return n;
  throw new SparkError({
    condition: "INVALID_PARAMETER_VALUE.NUM_PARTITIONS",
    message: `${n} partitions are not possible.`,
    nextStep: "Give a whole number of at least 1.",
  });
}

const range = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

/** The larger sets first, in the order of their keys. */
function subsets([first, ...others]: readonly number[]): readonly (readonly number[])[] {
  if (first === undefined) return [[]];
  const rest = subsets(others);
  return [...rest.map((set) => [first, ...set]), ...rest];
}

function asSortOrder(e: Expression): Expression {
  return e.kind === "SortOrder" ? e : sortOrder(e);
}

function noRangeColumns(): SparkError {
  return new SparkError({
    condition: "INVALID_PARAMETER_VALUE.EMPTY",
    message: "At least one partition-by expression must be specified.",
    nextStep: 'Name the columns: df.repartitionByRange(4, "price").',
  });
}
