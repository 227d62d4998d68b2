import { SparkError } from "../errors/index.js";
import { type AttributeReference, literal } from "../plans/expressions/index.js";
import { type LogicalPlan, outputOf, project } from "../plans/logical/index.js";
import { arrayType, DoubleType, StringType } from "../types/data-type.js";
import { isNumeric } from "../types/type-coercion.js";
import { Column } from "./column.js";
import { call } from "./functions/call.js";
import * as F from "./functions.js";

/** Statistics of `df.summary()` when none is named. */
export const SUMMARY_STATISTICS: readonly string[] = ["count", "mean", "stddev", "min", "25%", "50%", "75%", "max"];

/** Statistics of `df.describe()`. */
export const DESCRIBE_STATISTICS: readonly string[] = ["count", "mean", "stddev", "min", "max"];

const ACCURACY = 10_000;

/**
 * A row for each statistic, with a text for each number and string column: one aggregate that gives a map for each column, and a row made for each of
 * its keys (Spark's StatFunctions.summary).
 * @throws SparkError UNSUPPORTED_STATISTIC
 */
export function summaryPlan(
  analyze: (plan: LogicalPlan) => LogicalPlan,
  child: LogicalPlan,
  statistics: readonly string[],
): LogicalPlan {
  const columns = outputOf(child).filter(({ dataType }) => isNumeric(dataType) || dataType.kind === "string");
  const names = new Column(literal([...statistics], arrayType(StringType, false)));
  if (columns.length === 0) {
    const one: LogicalPlan = { kind: "LocalRelation", output: [], rows: [[]] };
    return project([F.explode(names).as("summary").expr], one);
  }
  const percentages = statistics.flatMap((name) => percentageOf(name) ?? []);
  const maps = columns.map((a) => F.create_map(...statistics.flatMap(statisticOf(a, percentages))).as(a.name).expr);
  const aggregate = analyze(project(maps, child));
  const exploded = analyze(project([...outputOf(aggregate), F.explode(names).as("summary").expr], aggregate));
  const found = columns.map(({ name }) => F.element_at(quoted(name), F.col("summary")).as(name).expr);
  return project([F.col("summary").expr, ...found], exploded);
}

/** The name of a statistic and its value, for one column. */
function statisticOf(a: AttributeReference, percentages: readonly number[]): (statistic: string) => Column[] {
  const column = new Column(a);
  const number = a.dataType.kind === "string" ? column.try_cast(DoubleType) : column;
  const percentiles = new Column(literal([...percentages], arrayType(DoubleType, false)));
  const measure = (statistic: string): Column => {
    const percentage = percentageOf(statistic);
    if (percentage !== undefined) {
      return call("percentile_approx", number, percentiles, F.lit(ACCURACY)).getItem(percentages.indexOf(percentage));
    }
    switch (statistic.toLowerCase()) {
      case "count":
        return F.count(column);
      case "count_distinct":
        return F.countDistinct(column);
      case "approx_count_distinct":
        return F.approx_count_distinct(column);
      case "mean":
        return F.avg(number);
      case "stddev":
        return F.stddev(number);
      case "min":
        return F.min(column);
      case "max":
        return F.max(column);
      default:
        throw unsupported(statistic);
    }
  };
  return (statistic) => [F.lit(statistic), measure(statistic).cast(StringType)];
}

/** `"25%"` is 0.25. @throws SparkError UNSUPPORTED_STATISTIC for what is no part of a whole */
function percentageOf(statistic: string): number | undefined {
  if (!statistic.endsWith("%")) return undefined;
  const percentage = Number(statistic.slice(0, -1)) / 100;
  if (percentage >= 0 && percentage <= 1) return percentage;
  throw unsupported(statistic);
}

const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;

function unsupported(statistic: string): SparkError {
  return new SparkError({
    condition: "UNSUPPORTED_STATISTIC",
    message: `${statistic} is not a recognised statistic.`,
    nextStep:
      'Name count, count_distinct, approx_count_distinct, mean, stddev, min, max, or percentiles such as "25%".',
  });
}
