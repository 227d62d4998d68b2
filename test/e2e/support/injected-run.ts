import type {
  AccumulatorId,
  Millis,
  RunDocument,
  RunSqlExecution,
  SparkPlanInfo,
  TaskTable,
  TraceStep,
} from "@stageplay/core";
import { fullVerdict } from "../../../kernel/view/src/testing/prediction.test-support.js";
import { fixtureRun } from "./fixture-runs.js";
import { injectedAdvice, injectedMessages } from "./injected-words.js";

/** Words of a fixed vocabulary, which is checked when a bundle is read: no program can put a text of its own there. */
const FIXED = /^(kind|status|cause|rows|bytes|times|phase|mark|metricType|from|to|type|severity|state|level|locality)$/;

/** The run with `text` in place of every text that a program, a file or a cluster may have put into it. */
export function injectedRun(runId: number, text: string): RunDocument {
  const { tasks, profile, ...document } = runWithAllTexts(runId);
  for (const row of tasks.reasons.keys()) tasks.reasons.set(row, text);
  return {
    ...(replaced(document, text) as typeof document),
    conf: { [`spark.${text}`]: text },
    messages: injectedMessages(text),
    advice: injectedAdvice(text),
    profile,
    tasks,
  };
}

function replaced(value: unknown, text: string): unknown {
  if (typeof value === "string") return text;
  if (Array.isArray(value)) return value.map((item) => replaced(item, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, FIXED.test(name) ? item : replaced(item, text)]),
  );
}

/** A run in which no optional text is missing: a skipped stage, a failure, a lost executor, a query with its plans and rules. */
function runWithAllTexts(runId: number): RunDocument & { readonly tasks: TaskTable } {
  const run = fixtureRun({
    runId,
    cell: runId,
    executors: 2,
    jobs: [
      {
        method: "count",
        stages: [
          { id: 0, name: "map", tasks: 3, taskMs: 200, operators: ["Scan parquet", "Filter", "HashAggregate"] },
          { id: 1, name: "result: count", tasks: 4, taskMs: 300, parents: [0], failing: new Map([[1, "reason"]]) },
        ],
      },
      {
        method: "collect",
        cause: "query stage",
        stages: [
          { id: 2, name: "map", tasks: 3, taskMs: 200, reuses: 0 },
          { id: 3, name: "result: collect", tasks: 2, taskMs: 100, parents: [2] },
        ],
      },
    ],
    predictions: [fullVerdict("prediction")],
    lost: { executor: 1, atMs: 500, reason: "exit code 52" },
  });
  const jobs = run.jobs.map((job, i) => ({
    ...job,
    description: "description",
    ...(i === 0 ? { failure: "failed" } : {}),
  }));
  const stages = run.stages.map((stage, i) =>
    i === 1 ? { ...stage, status: "failed" as const, failureReason: "failed" } : stage,
  );
  return { ...run, jobs, stages, sqlExecutions: [query(run)] };
}

function query(run: RunDocument): RunSqlExecution {
  const initialPlanInfo = plan(["AdaptiveSparkPlan", "SortMergeJoin", "Exchange", "Scan parquet"]);
  return {
    executionId: 0,
    description: "collect at cell",
    callSite: run.jobs[0]!.callSite,
    startMs: 0 as Millis,
    endMs: run.endMs,
    errorMessage: "error",
    physicalPlan: "== Physical Plan ==",
    planInfo: plan(["AdaptiveSparkPlan", "BroadcastHashJoin", "BroadcastExchange", "Scan parquet"]),
    initialPlanInfo,
    planTrace: [step("Analysis"), step("Optimization"), step("Planning"), step("Adaptive execution")],
    metrics: { [1 as AccumulatorId]: 240 },
  };
}

function plan([nodeName = "Scan parquet", ...below]: readonly string[]): SparkPlanInfo {
  return {
    nodeName,
    simpleString: `${nodeName} [product_id#3L]`,
    children: below.length === 0 ? [] : [plan(below)],
    metrics: [{ name: "number of output rows", accumulatorId: 1 as AccumulatorId, metricType: "sum" }],
  };
}

function step(phase: TraceStep["phase"]): TraceStep {
  const diff = ([" ", "-", "+", "!"] as const).map((mark) => ({ mark, text: "Filter (a#1 > 3)" }));
  return { phase, batch: "Operator Optimization", rule: "ColumnPruning", iteration: 1, reason: "reason", diff };
}
