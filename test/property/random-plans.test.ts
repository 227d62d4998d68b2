import { createSession, RuntimeConfig } from "@stageplay/core";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type ExpressionEvaluator, excludableRules, optimizerBatches } from "../../kernel/core/src/optimizer/index.js";
import { exprIdGenerator } from "../../kernel/core/src/plans/expressions/index.js";
import { kernelPorts } from "../golden/ports.js";
import { type RandomPlan, randomPlans } from "./random-plan.js";
import { sortedRows, toDataFrame } from "./run-plan.js";

type Conf = Readonly<Record<string, string>>;

const BASE: Conf = {
  "spark.master": "local[2]",
  "spark.default.parallelism": "4",
  "spark.sql.shuffle.partitions": "3",
  "spark.sql.adaptive.enabled": "false",
};
const ADAPTIVE: Conf = { "spark.sql.adaptive.enabled": "true" };

/** Every optimizer rule that execution can do without; only their names are read, so nothing is evaluated. */
const EXCLUDED = excludableRules(
  optimizerBatches(exprIdGenerator(), {} as ExpressionEvaluator, new RuntimeConfig()),
).join(",");

function rowsOf(plan: RandomPlan, conf: Conf): Promise<string[]> {
  const { spark } = createSession(kernelPorts(), { conf: { ...BASE, ...conf } });
  return sortedRows(toDataFrame(plan, spark));
}

it.each<[what: string, other: Conf]>([
  ["optimized or not", { "spark.sql.optimizer.excludedRules": EXCLUDED }],
  ["with adaptive execution or without", ADAPTIVE],
  [
    "with joins that become broadcasts while the query runs",
    {
      ...ADAPTIVE,
      "spark.sql.autoBroadcastJoinThreshold": "-1",
      "spark.sql.adaptive.autoBroadcastJoinThreshold": "300b",
    },
  ],
  [
    "with everything skewed and nothing broadcast",
    {
      ...ADAPTIVE,
      "spark.sql.autoBroadcastJoinThreshold": "-1",
      "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes": "1",
      "spark.sql.adaptive.skewJoin.skewedPartitionFactor": "0.1",
      "spark.sql.adaptive.advisoryPartitionSizeInBytes": "70",
      "spark.sql.adaptive.coalescePartitions.minPartitionSize": "1",
      "spark.sql.adaptive.forceOptimizeSkewedJoin": "true",
    },
  ],
  [
    "with hash joins for merge joins while the query runs",
    {
      ...ADAPTIVE,
      "spark.sql.autoBroadcastJoinThreshold": "-1",
      "spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold": "1m",
      "spark.sql.adaptive.advisoryPartitionSizeInBytes": "64k",
    },
  ],
  ["in one partition or in seven", { "spark.sql.shuffle.partitions": "7", "spark.default.parallelism": "1" }],
  ["in generated functions or operator by operator", { "spark.sql.codegen.wholeStage": "false" }],
])("a random query gives the same rows, %s", async (_, other) => {
  await fc.assert(
    fc.asyncProperty(randomPlans(3), async (plan) => {
      expect(await rowsOf(plan, other)).toEqual(await rowsOf(plan, {}));
    }),
    { numRuns: 14, seed: 7 },
  );
});
