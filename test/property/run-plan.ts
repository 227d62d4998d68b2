import {
  BooleanType,
  broadcast,
  type DataFrame,
  DoubleType,
  functions,
  IntegerType,
  LongType,
  Row,
  type SparkSession,
  StringType,
  structField,
  structType,
} from "@stageplay/core";
import { COLUMN_NAMES, COLUMNS, type ColumnName } from "./random-expression.js";
import type { PlanStep, RandomPlan, Source } from "./random-plan.js";

const { col, expr } = functions;

/** Dates and decimals come as text. */
const SOURCE_SCHEMA = structType([
  structField("k", IntegerType),
  structField("v", LongType),
  structField("x", DoubleType),
  structField("s", StringType),
  structField("d", StringType),
  structField("m", StringType),
  structField("b", BooleanType),
]);

/** The plan as a user would write it; nothing runs yet. */
export function toDataFrame(plan: RandomPlan, spark: SparkSession): DataFrame {
  return plan.steps
    .reduce((df, step) => apply(df, step, spark), sourceOf(plan.source, spark))
    .select(...plan.columns.map((name) => col(name)));
}

/** Its rows as texts in alphabetical order: equal for equal multisets of rows. */
export async function sortedRows(df: DataFrame): Promise<string[]> {
  return (await df.collect()).map((row) => JSON.stringify(Row.values(row).map(text))).sort();
}

function text(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return String(value);
}

function sourceOf(source: Source, spark: SparkSession): DataFrame {
  if (source.kind === "range") {
    const { rows, partitions, keys } = source;
    return spark
      .range(0, rows, 1, partitions)
      .selectExpr(
        `cast(id % ${keys} as int) as k`,
        "if(id % 7 = 3, null, id * 3 % 11) as v",
        "cast(id % 9 as double) * 0.25D as x",
        "if(id % 5 = 0, null, concat('s', cast(id % 4 as string))) as s",
        "date_add(date'2024-02-01', cast(id % 6 as int)) as d",
        "cast(id * 1.37 % 10 as decimal(12,2)) as m",
        "id % 3 = 0 as b",
      );
  }
  const df = spark.createDataFrame(source.rows, SOURCE_SCHEMA);
  const typed = df.selectExpr(...COLUMN_NAMES.map((name) => `cast(${name} as ${COLUMNS[name]}) as ${name}`));
  return source.spread === 0 ? typed : typed.repartition(source.spread);
}

/** Replaces some columns; the others stay. */
function withColumns(df: DataFrame, sql: Partial<Record<ColumnName, string>>): DataFrame {
  return df.selectExpr(...COLUMN_NAMES.map((name) => `${sql[name] ?? name} as ${name}`));
}

function apply(df: DataFrame, step: PlanStep, spark: SparkSession): DataFrame {
  switch (step.op) {
    case "filter":
      return df.filter(step.condition);
    case "project":
      return withColumns(df, { [step.column]: step.sql });
    case "aggregate":
      return aggregate(df, step);
    case "join":
      return join(df, step, spark);
    case "union":
      return df.union(everyColumn(step.other, spark));
    case "intersect":
      return df.intersect(everyColumn(step.other, spark));
    case "except":
      return df.except(everyColumn(step.other, spark));
    case "unionSelf":
      return df.union(df);
    case "distinct":
      return df.distinct();
    case "explode":
      return df.selectExpr("k", "explode(array(v, cast(k as bigint), 1L)) as v", "x", "s", "d", "m", "b");
    case "cache":
      return df.cache();
    case "window":
      return withColumns(df, { v: `cast((${step.sql.replace("{by}", step.by.join(", "))}) % 1000 as bigint)` });
    case "rank": {
      const by = step.by.length === 0 ? "" : `partition by ${step.by.join(", ")} `;
      const order = COLUMN_NAMES.filter((name) => !step.by.includes(name)).join(", ");
      const ranked = df.selectExpr(...COLUMN_NAMES, `row_number() over (${by}order by ${order}) as n`);
      return ranked.filter(`n <= ${step.most}`).select(...COLUMN_NAMES);
    }
    case "sort": {
      // By all columns: rows that tie are equal, so a limit takes the same rows whatever their order.
      const sorted = df.orderBy(...COLUMN_NAMES.map((name) => (step.descending ? col(name).desc() : col(name).asc())));
      return step.limit === undefined ? sorted : sorted.limit(step.limit);
    }
    case "repartition":
      if (step.by === undefined) return df.repartition(step.partitions);
      if (step.range) return df.repartitionByRange(step.partitions, step.by);
      return df.repartition(step.partitions, step.by);
    case "coalesce":
      return df.coalesce(step.partitions);
  }
}

function everyColumn(plan: RandomPlan, spark: SparkSession): DataFrame {
  return toDataFrame({ ...plan, columns: COLUMN_NAMES }, spark);
}

/** How a function comes to a value of the column's own type. */
const AGGREGATES: Readonly<Record<string, Partial<Record<ColumnName, string>>>> = {
  sum: {
    k: "cast(sum(k) % 1000 as int)",
    v: "sum(v) % 1000",
    x: "sum(x) % 1000D",
    m: "cast(sum(m) % 1000 as decimal(12,2))",
  },
  min: { b: "min(b)" },
  max: Object.fromEntries(COLUMN_NAMES.map((name) => [name, `max(${name})`])),
  count: { k: "cast(count(1) as int)", v: "count(s)", x: "cast(count(d) as double)" },
  avg: { x: "floor(avg(v) * 4D) / 4D", k: "cast(floor(avg(k)) as int)", m: "cast(avg(m) as decimal(12,2))" },
};

function aggregate(df: DataFrame, step: Extract<PlanStep, { op: "aggregate" }>): DataFrame {
  const keys = step.keys.map((name) => col(name));
  const grouped =
    step.grouping === "groupBy" || keys.length === 0
      ? df.groupBy(...keys)
      : step.grouping === "rollup"
        ? df.rollup(...keys)
        : df.cube(...keys);
  const values = COLUMN_NAMES.filter((name) => !step.keys.includes(name)).map((name) => {
    const sql = AGGREGATES[step.function]?.[name] ?? `min(${name})`;
    return expr(sql).as(name);
  });
  // Distinct aggregates of one column, and of two different ones where v is not a key.
  const distinct = [expr("count(distinct s)").as("n1"), expr("sum(distinct v) + count(distinct k)").as("n2")];
  const result = step.distinct ? grouped.agg(...values, ...distinct) : grouped.agg(...values);
  const v = step.distinct ? "(coalesce(n1, 0L) + coalesce(n2, 0L) + coalesce(v, 0L)) % 1000" : "v";
  return withColumns(result, { v });
}

function join(df: DataFrame, step: Extract<PlanStep, { op: "join" }>, spark: SparkSession): DataFrame {
  const renamed = everyColumn(step.other, spark).selectExpr(...COLUMN_NAMES.map((name) => `${name} as ${name}2`));
  const right = step.hint === "broadcast" ? broadcast(renamed) : step.hint ? renamed.hint(step.hint) : renamed;
  if (step.joinType === "cross") return both(df.crossJoin(right));
  const joined = df.join(right, expr(step.on), step.joinType);
  return step.joinType === "left_semi" || step.joinType === "left_anti" ? joined : both(joined);
}

/** One set of columns of the two. */
function both(joined: DataFrame): DataFrame {
  return withColumns(joined, {
    k: "coalesce(k, k2)",
    v: "(coalesce(v, 0L) - coalesce(v2, 100L)) % 1000",
    x: "x2",
    s: "substring(concat_ws('', s, s2), 1, 6)",
    d: "least(d, d2)",
  });
}
