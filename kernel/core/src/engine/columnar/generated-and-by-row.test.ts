import { describe, expect, it } from "vitest";
import type { DataFrame } from "../../dsl/data-frame.js";
import * as f from "../../dsl/functions.js";
import type { SparkSession } from "../../dsl/spark-session.js";
import { Window } from "../../dsl/window.js";
import { queryFixture } from "../../testing/query-fixture.js";
import { decimalType, structField, structType } from "../../types/data-type.js";
import { Row } from "../../types/row.js";

/**
 * The same programs with generated code over batches and row by row: same rows in the same order, same errors, and the tasks did the same work.
 */
const { col, lit } = f;

const SCHEMA = structType([
  structField("i", { kind: "integer" }),
  structField("s", { kind: "string" }),
  structField("t", { kind: "string" }),
  structField("l", { kind: "long" }),
  structField("d", { kind: "double" }),
  structField("b", { kind: "boolean" }),
  structField("m", decimalType(10, 2)),
  structField("day", { kind: "date" }),
  structField("a", { kind: "array", elementType: { kind: "integer" }, containsNull: true }),
  structField("g", { kind: "integer" }, false),
]);

/** Every column but the last has nulls, at places of its own; some longs are beyond what a double holds. */
function rows(count: number): unknown[][] {
  const texts = ["FR", "de", "", "zürich", "𝒳", "FRANCE"];
  const doubles = [0, -0, 1.5, Number.NaN, -2.25, 1e300];
  const nullable = (i: number, step: number, value: unknown): unknown => (i % step === step - 1 ? null : value);
  return Array.from({ length: count }, (_, i) => [
    nullable(i, 5, (i * 7919) % 23),
    nullable(i, 7, texts[(i * 31) % texts.length]),
    nullable(i, 4, texts[(i * 17) % 3]),
    nullable(i, 6, i % 50 === 0 ? 9007199254740993n + BigInt(i) : (i * 104729) % 1000),
    nullable(i, 3, doubles[(i * 13) % doubles.length]),
    nullable(i, 8, i % 3 === 0),
    nullable(i, 9, `${(i * 37) % 500}.${String(i % 100).padStart(2, "0")}`),
    nullable(i, 10, `2024-0${1 + (i % 9)}-1${i % 10}`),
    nullable(i, 11, i % 4 === 0 ? [] : [i, null, i + 1].slice(0, i % 4)),
    i % 5,
  ]);
}

type Program = (df: DataFrame, other: DataFrame, spark: SparkSession) => DataFrame;

const PROGRAMS: Readonly<Record<string, Program>> = {
  "filter of every type": (df) =>
    df.filter(
      col("i")
        .gt(3)
        .and(col("d").lt(100))
        .or(col("s").startsWith("F"))
        .or(col("l").geq(500))
        .or(col("b"))
        .or(col("m").gt("10.00")),
    ),
  "null-safe equality": (df) =>
    df.filter(
      col("s")
        .eqNullSafe(col("t"))
        .or(col("d").eqNullSafe(lit(Number.NaN))),
    ),
  "comparison of doubles": (df) =>
    df.select(col("d").lt(1.5), col("d").geq(1.5), col("d").equalTo(lit(0)), lit(Number.NaN).gt(col("d"))),
  arithmetic: (df) =>
    df.select(
      col("i").plus(col("g")).as("p"),
      col("i").multiply(col("i")).minus(lit(7)).as("q"),
      col("l").plus(1).as("r"),
      col("l").minus(col("l")).as("u"),
      col("d").multiply(2.5).as("v"),
      col("m").plus(col("m")).as("w"),
      col("m").multiply(col("m")).as("x"),
      col("i").mod(5).as("y"),
      col("d").divide(col("g").plus(1)).as("z"),
    ),
  "cases and lists": (df) =>
    df.select(
      f.when(col("i").gt(10), "big").when(col("i").isNull(), col("s")).otherwise(col("t")).as("c"),
      f.coalesce(col("i"), col("g")).as("k"),
      col("s").isin("FR", "de").as("in"),
      col("i").isin(1, 2, 3).as("in2"),
      f.when(col("b"), col("l")).as("w"),
    ),
  "functions of texts": (df) =>
    df.select(
      f.upper(col("s")).as("u"),
      f.length(col("s")).as("n"),
      f.concat(col("s"), lit("-"), col("t")).as("c"),
      col("s").like("F%").as("l"),
    ),
  casts: (df) =>
    df.select(
      col("i").cast("long"),
      col("i").cast("double"),
      col("i").cast("string"),
      col("l").cast("double"),
      col("g").cast("boolean"),
      col("day").cast("string"),
      col("m").cast("double"),
    ),
  "group by text": (df) => df.groupBy("s").agg(f.sum("i"), f.count("l"), f.avg("d"), f.min("l"), f.max("l")),
  "group by number": (df) =>
    df.groupBy("i").agg(f.sum("l"), f.sum("m"), f.avg("m"), f.min("day"), f.max("s"), f.count(lit(1))),
  "group by long": (df) => df.groupBy("l").agg(f.sum("d"), f.min("b"), f.max("d"), f.stddev("i"), f.variance("d")),
  "group by double": (df) => df.groupBy("d").agg(f.count(lit(1)).as("n"), f.first("s", true)),
  "group by several": (df) => df.groupBy("s", "t", "b", "i").agg(f.sum("i").as("si"), f.avg("l")),
  "group by decimal and date": (df) => df.groupBy("m", "day").agg(f.sum("m"), f.last("g")),
  "group by array": (df) => df.groupBy("a").agg(f.count("s")),
  "group by expression": (df) =>
    df.groupBy(col("i").mod(4).as("k"), f.upper(col("s")).as("u")).agg(f.sum(col("i").plus(1))),
  "aggregate of all": (df) => df.agg(f.sum("l"), f.avg("i"), f.max("d"), f.min("s"), f.count(lit(1)), f.sum("m")),
  "aggregate of nothing": (df) =>
    df.filter(col("g").gt(100)).agg(f.sum("l"), f.avg("i"), f.max("d"), f.min("s"), f.count(lit(1)), f.sum("m")),
  "count distinct": (df) => df.groupBy("g").agg(f.countDistinct("s"), f.sum("i")),
  "several distinct": (df) => df.groupBy("g").agg(f.countDistinct("s"), f.countDistinct("i"), f.max("l")),
  rollup: (df) => df.rollup("g", "t").agg(f.sum("i"), f.count("s")),
  distinct: (df) => df.select("s", "t", "b").distinct(),
  "sort by everything": (df) =>
    df.sort(col("s").desc(), col("i"), col("d").asc_nulls_last(), col("l").desc(), col("b"), col("m")),
  "sort within partitions": (df) => df.sortWithinPartitions(col("d").desc(), col("day")),
  "sort by expression": (df) => df.sortWithinPartitions(col("i").multiply(-1), f.length(col("s"))),
  explode: (df) => df.select(col("g"), f.explode(col("a")).as("e")).filter(col("e").isNull().or(col("e").gt(3))),
  "explode outer": (df) => df.select(col("s"), f.explode_outer(col("a")).as("e")),
  union: (df, other) => df.select("i", "s").union(other.select("i", "s")).groupBy("s").agg(f.sum("i")),
  limit: (df) => df.filter(col("i").gt(2)).limit(7),
  "limit of a sort": (df) => df.orderBy(col("d"), col("i")).limit(9),
  repartition: (df) => df.repartition(5, col("s"), col("l"), col("m")).select("s", "l"),
  "round robin": (df) => df.repartition(4).select("i", "a", "m"),
  coalesce: (df) => df.coalesce(2).groupBy("t").count(),
  window: (df) => df.select(col("i"), f.row_number().over(windowBy()).as("n")),
  range: (_df, _other, spark) =>
    spark.range(0, 1000, 3, 4).filter(col("id").mod(7).equalTo(0)).select(col("id").plus(1)),
  overflow: (df) => df.select(col("i").plus(2147483640)),
  "long overflow": (df) => df.agg(f.sum(col("l").multiply(1000))),
  "division by zero": (df) => df.select(col("d").divide(col("g"))),
  "bad cast": (df) => df.select(col("s").cast("int")),
  "aggregate above joins": (df, other) =>
    df
      .join(other.select(col("g").as("k"), col("l").as("r")), col("g").equalTo(col("k")))
      .join(other.select(col("i").as("j"), col("d").as("e")).hint("broadcast"), col("i").equalTo(col("j")), "left")
      .groupBy("s")
      .agg(f.sum("l"), f.sum("e"), f.max("r"), f.count(lit(1))),
  "filter, project and sort": (df) =>
    df
      .filter(col("i").isNotNull())
      .select(col("i").plus(1).as("x"), col("s"))
      .filter(col("x").gt(4))
      .sortWithinPartitions("x"),
  random: (df) => df.select(f.monotonically_increasing_id(), f.spark_partition_id()).filter(f.rand(7).lt(2)),
};

const JOIN_TYPES = ["inner", "left", "right", "full", "left_semi", "left_anti"] as const;
const STRATEGIES = ["broadcast", "merge", "shuffle_hash"] as const;

function windowBy() {
  return Window.partitionBy("s").orderBy("i", "l");
}

interface Sides {
  readonly spark: SparkSession;
  readonly df: DataFrame;
  readonly other: DataFrame;
}

/** Cached tables, so that no program is computed by the optimizer already. */
function sides(conf: Readonly<Record<string, string>>): Sides {
  const { spark } = queryFixture({ "spark.sql.autoBroadcastJoinThreshold": "-1", ...conf });
  const table = (values: unknown[][]): DataFrame => spark.createDataFrame(values, SCHEMA).cache();
  return { spark, df: table(rows(120)), other: table(rows(40).reverse()) };
}

async function outcome(program: Program, { df, other, spark }: Sides): Promise<unknown> {
  try {
    return (await program(df, other, spark).collect()).map((row) => Row.values(row).map(plain));
  } catch (error) {
    return String(error).replace(/stage \d+\.|TID \d+|id \d+/g, "#");
  }
}

/** −0 and bigints as texts, so that they are told apart. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  return Object.is(value, -0) ? "-0" : value instanceof Object && !Array.isArray(value) ? String(value) : value;
}

const ROW_BY_ROW = { "spark.sql.codegen.wholeStage": "false" };
const WITHOUT_ANSI = { "spark.sql.ansi.enabled": "false" };
const PAIRS = [{}, WITHOUT_ANSI].map((conf) => [sides(conf), sides({ ...conf, ...ROW_BY_ROW })] as const);

async function expectSame(program: Program, pairs = PAIRS): Promise<void> {
  for (const [generated, byRow] of pairs) {
    const expected = await outcome(program, byRow);
    expect(String(expected)).not.toContain("TypeError");
    expect(await outcome(program, generated)).toEqual(expected);
  }
}

describe("generated code gives what the operators give row by row", () => {
  for (const [name, program] of Object.entries(PROGRAMS)) {
    it(name, () => expectSame(program));
  }
});

describe("joins", () => {
  for (const strategy of STRATEGIES) {
    for (const joinType of JOIN_TYPES) {
      it(`${strategy} ${joinType}`, async () => {
        const joined =
          (keys: readonly string[], residual: boolean): Program =>
          (df, other) => {
            const right = other
              .select(...["i", "s", "l", "d", "g"].map((name) => col(name).as(`r_${name}`)))
              .hint(strategy);
            const equal = keys.map((key) => col(key).equalTo(col(`r_${key}`)));
            const all = residual ? [...equal, col("g").leq(col("r_g"))] : equal;
            return df.drop("a").join(
              right,
              all.reduce((a, b) => a.and(b)),
              joinType,
            );
          };
        await expectSame(joined(["i"], false), [PAIRS[0]!]);
        await expectSame(joined(["s"], true), [PAIRS[0]!]);
        await expectSame(joined(["l", "d"], false), [PAIRS[0]!]);
      });
    }
  }

  it("nested loop", async () => {
    for (const joinType of JOIN_TYPES) {
      await expectSame((df, other) =>
        df.select("i", "s").join(other.select(col("i").as("j")).hint("broadcast"), col("i").lt(col("j")), joinType),
      );
    }
  });
});
