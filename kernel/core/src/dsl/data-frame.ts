// Longer than most files: a DataFrame has this many transformations, and each only says what plan it makes.

import { SparkError } from "../errors/index.js";
import { type Expression, sortOrder, unresolvedStar } from "../plans/expressions/index.js";
import { filter, type LogicalPlan, outputOf, project } from "../plans/logical/index.js";
import { located } from "./call-site.js";
import { Column } from "./column.js";
import { DataFrameActions } from "./data-frame-actions.js";
import { dropPlan, renamedPlan, toDFPlan, withColumnsPlan } from "./data-frame-columns.js";
import { DataFrameNaFunctions } from "./data-frame-na-functions.js";
import { DataFrameStatFunctions } from "./data-frame-stat-functions.js";
import type { AnyRow, ColumnLike, ColumnName, JoinHintName, JoinTypeName } from "./data-frame-types.js";
import { flatUnion } from "./flat-union.js";
import { col, expr, struct, to_json } from "./functions.js";
import { GroupedData } from "./grouped-data.js";
import { cubeSets, positionsOf, rollupSets } from "./grouping-sets.js";
import { joinTypeOf } from "./join-type.js";
import { checkedLimit, limitPlan } from "./limits.js";
import { randomSplitPlans, type SampleArguments, samplePlan } from "./sampled.js";
import { exceptAllPlan, intersectAllPlan } from "./set-operations-all.js";
import { DESCRIBE_STATISTICS, SUMMARY_STATISTICS, summaryPlan } from "./summary.js";
import { unionByName } from "./union-by-name.js";
import { unpivotPlan } from "./unpivot.js";

/**
 * A table that is described, not computed: Spark's `DataFrame`. Transformations return a new one and check names and types at once;
 * an action (`show`, `collect`, `count`, `take`, `write`) plans it, runs its jobs and gives a promise.
 *
 * @typeParam T the row, as far as TypeScript knows its columns
 * @example
 * const byCountry = spark.read.parquet("data/orders.parquet").filter("quantity > 2").groupBy("country").count();
 * await byCountry.orderBy(desc("count")).show();
 */
export class DataFrame<T = AnyRow> extends DataFrameActions<T> {
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
    return this.derived(withColumnsPlan(this.plan, [[name, column.expr]]));
  }

  /**
   * Renames a column; nothing happens when there is none of that name.
   * @example df.withColumnRenamed("price", "amount").columns; // ["id", "country", "quantity", "amount"]
   */
  withColumnRenamed(from: ColumnName<T>, to: string): DataFrame<AnyRow> {
    return this.derived(renamedPlan(this.plan, new Map([[from, to]])));
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
    return new GroupedData(this.context, this.plan, columns.map(expressionOf), rollupSets(columns.length));
  }

  /** Like {@link rollup}, for every subset of the keys. @example await df.cube("country", "quantity").count().count(); // 12 */
  cube(...columns: readonly ColumnLike<T>[]): GroupedData<T> {
    return new GroupedData(this.context, this.plan, columns.map(expressionOf), cubeSets(columns.length));
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
    return this.derived(limitPlan(n, this.plan));
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
}

function expressionOf(column: Column | string): Expression {
  return (typeof column === "string" ? (column === "*" ? new Column(unresolvedStar()) : col(column)) : column).expr;
}

function checkedPartitions(n: number): number {
  if (Number.isInteger(n) && n >= 1) return n;
  throw new SparkError({
    condition: "INVALID_PARAMETER_VALUE.NUM_PARTITIONS",
    message: `${n} partitions are not possible.`,
    nextStep: "Give a whole number of at least 1.",
  });
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
