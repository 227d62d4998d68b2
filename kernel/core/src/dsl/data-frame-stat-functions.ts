import { literal } from "../plans/expressions/index.js";
import { type LogicalPlan, project } from "../plans/logical/index.js";
import { DoubleType } from "../types/data-type.js";
import { Column } from "./column.js";
import { DataFrame } from "./data-frame.js";
import type { AnyRow } from "./data-frame-types.js";
import * as F from "./functions.js";
import type { QueryContext } from "./query-context.js";

const MOST_ACCURATE = 2 ** 31 - 1;

/**
 * Statistics of columns, `df.stat`. Mirrors `DataFrameStatFunctions`.
 *
 * @example
 * const numbers = spark.range(5).withColumn("twice", col("id").multiply(2));
 * await numbers.stat.corr("id", "twice"); // 1
 */
export class DataFrameStatFunctions {
  private readonly context: QueryContext;
  private readonly plan: LogicalPlan;

  constructor(context: QueryContext, plan: LogicalPlan) {
    this.context = context;
    this.plan = plan;
  }

  /** Pearson's correlation of two columns of numbers; null counts as 0. @example await df.stat.corr("quantity", "quantity"); // 1 */
  corr(column1: string, column2: string): Promise<number> {
    return this.ofPair("corr", F.corr(orZero(column1), orZero(column2)));
  }

  /** Covariance of a sample of two columns of numbers; null counts as 0. @example await df.stat.cov("id", "id") */
  cov(column1: string, column2: string): Promise<number> {
    return this.ofPair("cov", F.covar_samp(orZero(column1), orZero(column2)));
  }

  /**
   * How often each pair of values of two columns occurs: a row for each value of the first, a column for each of the second. The values of the second are
   * collected first, so that it gives a promise.
   * @example (await df.stat.crosstab("country", "quantity")).columns; // ["country_quantity", "1", "2", "3", "5"]
   */
  async crosstab(column1: string, column2: string): Promise<DataFrame<AnyRow>> {
    const name = `${column1}_${column2}`;
    const key = textOf(column1, (text) => text).as(name);
    const values = textOf(column2, (text) => F.regexp_replace(text, "`", "")).as("__pivot");
    const texts: DataFrame<AnyRow> = new DataFrame(this.context, this.plan).select(key, values);
    const pivoted = await texts.groupBy(F.col(name)).pivot("__pivot");
    return pivoted.agg(F.count(F.lit(1)).as("count")).na.fill(0);
  }

  /**
   * Values at parts of the sorted ones. Nulls and NaN are left out.
   * @param probabilities each from 0, the least value, to 1, the greatest
   * @param relativeError 0 for exact values, which is slow for many rows
   * @example await df.stat.approxQuantile("quantity", [0, 0.5, 1], 0); // [1, 2, 5]
   */
  async approxQuantile(column: string, probabilities: readonly number[], relativeError: number): Promise<number[]> {
    const callSite = this.context.callSite("approxQuantile");
    const accuracy = relativeError === 0 ? MOST_ACCURATE : Math.min(MOST_ACCURATE, Math.ceil(1 / relativeError));
    const value = F.col("col");
    const numbers = new DataFrame(this.context, this.plan)
      .select(F.posexplode(F.array(F.col(column).cast(DoubleType))))
      .filter(value.isNotNull().and(F.not(F.isnan(value))))
      .groupBy("pos")
      .agg(F.percentile_approx(value, [...probabilities], accuracy));
    const [row] = await this.context.run(numbers.plan, callSite);
    return (row?.[1] as number[] | undefined) ?? [];
  }

  private async ofPair(name: string, value: Column): Promise<number> {
    const callSite = this.context.callSite(name);
    const plan = this.context.analyze(project([value.as(name).expr], this.plan));
    const [row] = await this.context.run(plan, callSite);
    return row![0] as number;
  }
}

/** The number in a column, 0 for null. */
function orZero(name: string): Column {
  return F.when(F.col(name).isNull(), new Column(literal(0, DoubleType))).otherwise(F.col(name).cast(DoubleType));
}

/** The text of a column, "null" for null. */
function textOf(name: string, change: (text: Column) => Column): Column {
  return F.when(F.col(name).isNull(), F.lit("null")).otherwise(change(F.col(name).cast("string")));
}
