import { createSession, type DataFrame, functions, type JoinTypeName, Row, type SparkSession } from "@stageplay/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { kernelPorts } from "../golden/ports.js";

const { col, count, lit, sum } = functions;

/** A step of a random query over rows with the columns `k` and `v`. */
type Step =
  | { readonly kind: "filter"; readonly below: number }
  | { readonly kind: "aggregate"; readonly modulus: number }
  | { readonly kind: "join"; readonly joinType: JoinTypeName; readonly size: number }
  | { readonly kind: "repartition"; readonly partitions: number }
  | { readonly kind: "sort" }
  | { readonly kind: "union" };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("filter" as const), below: fc.integer({ min: -1, max: 40 }) }),
  fc.record({ kind: fc.constant("aggregate" as const), modulus: fc.integer({ min: 1, max: 9 }) }),
  fc.record({
    kind: fc.constant("join" as const),
    joinType: fc.constantFrom<JoinTypeName[]>("inner", "left", "right", "full", "left_semi", "left_anti"),
    size: fc.integer({ min: 0, max: 12 }),
  }),
  fc.record({ kind: fc.constant("repartition" as const), partitions: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant("sort" as const) }),
  fc.record({ kind: fc.constant("union" as const) }),
);

function apply(df: DataFrame, s: Step, spark: SparkSession): DataFrame {
  switch (s.kind) {
    case "filter":
      return df.filter(col("v").lt(s.below));
    case "aggregate":
      return df
        .groupBy(col("k").mod(s.modulus).as("k"))
        .agg(sum("v").as("v"), count(lit(1)).as("n"))
        .select("k", col("v").plus(col("n")).as("v"));
    case "join": {
      const other = spark.range(s.size).select(col("id").as("k"), col("id").multiply(3).as("w"));
      const joined = df.join(other, ["k"], s.joinType);
      return s.joinType.startsWith("left_")
        ? joined
        : joined.select("k", functions.coalesce(col("v"), col("w")).as("v"));
    }
    case "repartition":
      return df.repartition(s.partitions, col("k"));
    case "sort":
      return df.orderBy("v");
    case "union":
      return df.union(df);
  }
}

async function rowsOf(steps: readonly Step[], conf: Readonly<Record<string, string>>): Promise<string[]> {
  const session = createSession(kernelPorts(), {
    conf: { "spark.master": "local[2]", "spark.sql.shuffle.partitions": "5", ...conf },
  });
  const { spark } = session;
  const start = spark.range(0, 40, 1, 3).select(col("id").mod(7).as("k"), col("id").as("v"));
  const rows = await steps.reduce((df, s) => apply(df, s, spark), start as DataFrame).collect();
  return rows.map((row) => JSON.stringify(Row.values(row).map(String))).sort();
}

const CONFS: readonly Readonly<Record<string, string>>[] = [
  {},
  // Everything is skewed, nothing is broadcast.
  {
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes": "1",
    "spark.sql.adaptive.skewJoin.skewedPartitionFactor": "0.1",
    "spark.sql.adaptive.advisoryPartitionSizeInBytes": "70",
    "spark.sql.adaptive.coalescePartitions.minPartitionSize": "1",
  },
  // Joins change while the query runs.
  { "spark.sql.autoBroadcastJoinThreshold": "-1", "spark.sql.adaptive.autoBroadcastJoinThreshold": "200b" },
];

it("with and without adaptive execution a random query gives the same rows", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), fc.constantFrom(...CONFS), async (steps, conf) => {
      const off = await rowsOf(steps, { ...conf, "spark.sql.adaptive.enabled": "false" });
      const on = await rowsOf(steps, { ...conf, "spark.sql.adaptive.enabled": "true" });
      expect(on).toEqual(off);
    }),
    { numRuns: 120, seed: 7 },
  );
});
