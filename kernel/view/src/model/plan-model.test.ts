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

const values = (...of: readonly (readonly [accumulator: number, value: number])[]): RunSqlExecution["metrics"] =>
  Object.fromEntries(of);

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
  metrics: values([1, 500], [5, 40]),
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

  it("knows the rows of operators that Spark does not count, from those whose rows they pass on", () => {
    const planInfo = node("Project [k#1]", [
      node("AQEShuffleRead coalesced", [node("ShuffleQueryStage 0", [exchange(scan("a", 1), 1)])]),
    ]);
    const written = { name: "shuffle records written", accumulatorId: 7, metricType: "sum" as const };
    const [read] = planInfo.children;
    const counted = { ...read!.children[0]!.children[0]!, metrics: [written] };
    const plain = { ...planInfo, children: [{ ...read!, children: [{ ...read!.children[0]!, children: [counted] }] }] };
    const [model] = planModels(run({ ...execution, planInfo: plain, metrics: values([1, 500], [7, 30]) }));
    expect(model!.lines.map(({ name, rows }) => [name, rows])).toEqual([
      ["Project", 30],
      ["AQEShuffleRead", 30],
      ["Exchange hash", 30],
      ["Scan parquet", 500],
    ]);
  });

  it("says how many lines an input has that is one level in", () => {
    expect(plan.lines.map(({ branchLines }) => branchLines)).toEqual([
      undefined,
      3,
      undefined,
      undefined,
      undefined,
      undefined,
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

describe("times of operators", () => {
  const timed = (
    simpleString: string,
    ownTime: readonly number[],
    children: readonly SparkPlanInfo[],
  ): SparkPlanInfo => ({
    ...node(simpleString, children),
    ownTime,
  });
  const planInfo = node("WholeStageCodegen (1)", [
    timed(
      "Project [a]",
      [1],
      [timed("Filter (a > 3)", [2], [timed("Exchange hash", [3, 4], [timed("Range", [5], [])])])],
    ),
  ]);
  const query: RunSqlExecution = {
    ...execution,
    planInfo,
    metrics: values([1, 5], [2, 20], [3, 40], [4, 35]),
    // The function, project, filter, exchange, range.
    nodeStages: [[6], [6], [6], [5, 6], [5]],
  };
  const { initialPlanInfo: _, ...plain } = query;
  const { lines } = planModels(run(plain))[0]!;

  it("are its own, and a share of all; the one with most is the hottest", () => {
    expect(lines.map(({ name, time, isHottest }) => [name, time?.ms, time?.share, isHottest])).toEqual([
      ["Project", 5, 0.05, false],
      ["Filter", 20, 0.2, false],
      ["Exchange", 75, 0.75, true],
      ["Range", undefined, undefined, false],
    ]);
  });

  it("come with the stages that the operator ran in", () => {
    expect(lines.map(({ stages }) => stages)).toEqual([[6], [6], [5, 6], [5]]);
  });

  it("are told of some operators by a real log, of timings that leave out what is beneath", () => {
    const metric = (name: string, accumulatorId: number) => ({ name, accumulatorId, metricType: "timing" as const });
    const logged: SparkPlanInfo = {
      ...node("HashAggregate(keys=[a])", [{ ...node("Sort [a]"), metrics: [metric("sort time", 7)] }]),
      metrics: [metric("time in aggregation build", 6)],
    };
    const [model] = planModels(run({ ...plain, planInfo: logged, metrics: values([6, 900], [7, 30]), nodeStages: [] }));
    expect(model!.lines.map(({ time }) => time?.ms)).toEqual([undefined, 30]);
  });
});
