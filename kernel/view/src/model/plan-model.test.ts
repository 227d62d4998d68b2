import type { RunDocument, RunSqlExecution, SparkPlanInfo } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { at } from "../testing/run-builder.test-support.js";
import { wordCountRun } from "../testing/small-runs.test-support.js";
import { planModels } from "./plan-model.js";

const node = (simpleString: string, children: readonly SparkPlanInfo[] = [], rowsId?: number): SparkPlanInfo => ({
  nodeName: /^(WholeStageCodegen \(\d+\)|Scan parquet|\w+)/.exec(simpleString)![0],
  simpleString,
  children,
  metrics:
    rowsId === undefined ? [] : [{ name: "number of output rows", accumulatorId: rowsId, metricType: "sum" as const }],
});

const scan = (table: string, id: number): SparkPlanInfo => node(`Scan parquet [${table}]`, [], id);
const exchange = (child: SparkPlanInfo, planId: number): SparkPlanInfo =>
  node(`Exchange hashpartitioning(k#1, 200), [plan_id=${planId}]`, [child]);

const initial = node("AdaptiveSparkPlan isFinalPlan=false", [
  node("SortMergeJoin [k#1], [k#2], Inner", [
    node("Sort [k#1]", [exchange(scan("a", 1), 1)]),
    node("Sort [k#2]", [exchange(scan("b", 2), 2)]),
  ]),
]);
const final = node("AdaptiveSparkPlan isFinalPlan=true", [
  node("WholeStageCodegen (3)", [
    node(
      "BroadcastHashJoin [k#1], [k#2], Inner, BuildRight",
      [
        node("InputAdapter", [
          node("AQEShuffleRead local", [node("ShuffleQueryStage 0", [exchange(scan("a", 1), 8)])]),
        ]),
        node("InputAdapter", [node("BroadcastQueryStage 2", [node("BroadcastExchange", [scan("b", 2)])])]),
      ],
      5,
    ),
  ]),
]);

const execution: RunSqlExecution = {
  executionId: 0,
  description: "collect at cell [3]:4",
  callSite: at("collect", 4),
  startMs: 100,
  endMs: 350,
  errorMessage: "",
  physicalPlan: "",
  planInfo: final,
  initialPlanInfo: initial,
  metrics: Object.fromEntries([
    [1, 500],
    [5, 40],
  ]),
};
const run = (...sqlExecutions: RunSqlExecution[]): RunDocument => ({ ...wordCountRun(), sqlExecutions });

describe("planModels", () => {
  const plan = planModels(run(execution))[0]!;

  it("keeps a chain on its level and puts all inputs but the last one level in", () => {
    expect(plan.lines.map(({ depth, name }) => `${depth} ${name}`)).toEqual([
      "0 BroadcastHashJoin",
      "1 AQEShuffleRead",
      "1 Exchange hash",
      "1 Scan parquet",
      "0 BroadcastExchange",
      "0 Scan parquet",
    ]);
    expect(new Set(plan.lines.map(({ id }) => id)).size).toBe(plan.lines.length);
  });

  it("says functions and query stages on the operators, and the numbers that were counted", () => {
    expect(plan.lines.map(({ codegenId }) => codegenId)).toEqual([3, ...new Array<undefined>(5)]);
    expect(plan.lines.map(({ queryStage }) => queryStage)).toEqual([
      undefined,
      undefined,
      "ShuffleQueryStage 0",
      undefined,
      "BroadcastQueryStage 2",
      undefined,
    ]);
    expect(plan.lines.map(({ metrics }) => metrics[0]?.value)).toEqual([
      40,
      undefined,
      undefined,
      500,
      undefined,
      undefined,
    ]);
    expect(plan.lines[0]!.detail).toBe("[k#1], [k#2], Inner, BuildRight");
    expect(plan).toMatchObject({ title: "collect at cell [3]:4", durationMs: 250, failed: false });
  });

  it("marks what adaptive execution changed, and not the ids that it gave anew", () => {
    const marks = (side: "initial" | "final"): readonly string[] =>
      plan.adaptive![side].map(({ mark, name }) => `${mark} ${name}`);
    expect(marks("initial")).toEqual([
      "new SortMergeJoin",
      "new Sort",
      "same Exchange hash",
      "same Scan parquet",
      "new Sort",
      "new Exchange hash",
      "same Scan parquet",
    ]);
    expect(marks("final")).toEqual([
      "new BroadcastHashJoin",
      "new AQEShuffleRead",
      "same Exchange hash",
      "same Scan parquet",
      "new BroadcastExchange",
      "same Scan parquet",
    ]);
  });

  it("has no second side for a plan that was never adaptive, and no time while it runs", () => {
    const { initialPlanInfo: _, endMs: __, ...plain } = execution;
    const [running] = planModels(run(plain));
    expect(running!.adaptive).toBeUndefined();
    expect(running!.durationMs).toBeUndefined();
    expect(planModels(run())).toEqual([]);
  });
});
