import { encodeRun } from "@stageplay/view";
import { judgedField, verdictOn } from "../../../kernel/view/src/testing/prediction.test-support.js";
import { fixtureRun, type RunPlan } from "./fixture-runs.js";
import { type CellSource, notebookFile } from "./notebook-file.js";

/** Text that would run or show something if any part of the page took it for markup. */
export const HOSTILE = `"><img src=x onerror="window.pwned=1"><script>window.pwned=1</script><svg onload=window.pwned=1>&lt;b&gt;`;

/** The daily-orders pipeline: Spark's own jobs beside the action, a reused shuffle, a broadcast. */
const ORDERS: RunPlan = {
  runId: 1,
  cell: 2,
  jobs: [
    { method: "parquet", cause: "schema inference", stages: [stage(0, "result: parquet", 1, 120)] },
    { method: "parquet", cause: "schema inference", stages: [stage(1, "result: parquet", 1, 110)] },
    {
      method: "write",
      cause: "broadcast",
      stages: [stage(2, "result: broadcast", 1, 300, { operators: ["Scan parquet", "BroadcastExchange"] })],
    },
    {
      method: "orderBy",
      cause: "range sampling",
      stages: [
        stage(3, "write", 4, 700, { operators: ["Scan parquet", "Filter", "Project", "HashAggregate"] }),
        stage(4, "result: orderBy", 8, 200, { parents: [3], operators: ["HashAggregate", "Sample"] }),
      ],
    },
    {
      method: "write",
      stages: [
        stage(5, "write", 4, 700, { operators: ["Scan parquet", "Filter", "Project", "HashAggregate"], reuses: 3 }),
        stage(6, "write", 8, 450, { parents: [5], operators: ["HashAggregate", "Exchange"] }),
        stage(7, "result: write", 6, 300, { parents: [6], operators: ["Sort", "WriteFiles"] }),
      ],
    },
  ],
};

/** A task that fails once, and a prediction that was wrong. */
const RETRY: RunPlan = {
  runId: 2,
  cell: 3,
  executors: 3,
  jobs: [
    {
      method: "count",
      stages: [
        stage(8, "map", 12, 550, { operators: ["parallelize", "map"] }),
        stage(9, "result: count", 6, 600, {
          parents: [8],
          operators: ["reduceByKey"],
          failing: new Map([[3, "java.lang.RuntimeException: no luck\n\tat cell [3]:4"]]),
        }),
      ],
    },
  ],
  predictions: [
    verdictOn(
      [
        judgedField("stages", "3", "2", {
          rule: { items: ["A1", "B2"], text: "Spark cuts a stage where rows must change partition, and nowhere else." },
          places: [{ text: "stage 0 → stage 1: reduceByKey at cell [3]:2", jobId: 0, stageId: 1, parentId: 0 }],
        }),
        judgedField("tasks", "[12, 6]", "[12, 6]"),
      ],
      {
        id: "L02.3",
        explanation: "reduceByKey is the only wide transformation here, so there is one shuffle and two stages.",
        misconceptions: [
          {
            id: "M1",
            name: "operators",
            wrong: "You counted a stage for every operator. A stage holds as many steps as fit between two shuffles.",
            tryThis: "Count only the steps that bring equal keys together or sort.",
            fields: ["stages"],
          },
        ],
      },
    ),
  ],
};

/** Names, hosts and failures full of markup. */
const HOSTILE_RUN: RunPlan = {
  runId: 3,
  cell: 4,
  executors: 1,
  hosts: () => HOSTILE,
  jobs: [
    {
      method: HOSTILE,
      stages: [stage(10, HOSTILE, 3, 100, { operators: [HOSTILE], failing: new Map([[1, HOSTILE]]) })],
    },
  ],
};

/** More bars than can be told apart. */
const BIG: RunPlan = {
  runId: 4,
  cell: 5,
  executors: 10,
  cores: 4,
  jobs: [
    {
      method: "count",
      stages: [
        stage(11, "map", 900, 400),
        stage(12, "reduceByKey", 700, 300, { parents: [11], failing: new Map([[40, "java.io.IOException: lost"]]) }),
        stage(13, "result: count", 400, 200, { parents: [12] }),
      ],
    },
  ],
};

/** An executor that dies in the middle of a stage. */
const LOST: RunPlan = {
  runId: 6,
  cell: 7,
  executors: 3,
  jobs: [
    { method: "count", stages: [stage(40, "map", 12, 550), stage(41, "result: count", 8, 600, { parents: [40] })] },
  ],
  lost: { executor: 1, atMs: 1500, reason: "exit code 52" },
};

/** Many small jobs, as a loop in a cell makes them. */
const LOOP: RunPlan = {
  runId: 5,
  cell: 6,
  jobs: Array.from({ length: 20 }, (_, i) => ({ method: "take", stages: [stage(14 + i, "result: take", 1, 40)] })),
};

export const FIXTURE_RUNS = {
  orders: ORDERS,
  retry: RETRY,
  hostile: HOSTILE_RUN,
  big: BIG,
  loop: LOOP,
  lost: LOST,
} as const;
export type FixtureName = keyof typeof FIXTURE_RUNS;

/** A notebook with the outputs of these runs, a code cell each; the last cell's bundle is damaged. */
export function fixtureNotebook(plans: readonly RunPlan[] = Object.values(FIXTURE_RUNS)): string {
  if (plans.length === 0) return notebookFile([{ markdown: "# Nothing was run here" }]);
  const runs = plans.map(
    (plan): CellSource => ({
      code: `// run ${plan.runId}`,
      executionCount: plan.cell,
      bundles: [encodeRun(fixtureRun(plan))],
    }),
  );
  const damaged = { version: 1, packed: "not deflate", tasks: { total: 1e9 } };
  return notebookFile([
    { markdown: "# Fixture" },
    ...runs,
    { code: "// damaged", executionCount: 8, bundles: [damaged] },
  ]);
}

function stage(
  id: number,
  name: string,
  tasks: number,
  taskMs: number,
  more: Partial<RunPlan["jobs"][number]["stages"][number]> = {},
): RunPlan["jobs"][number]["stages"][number] {
  return { id, name, tasks, taskMs, ...more };
}
