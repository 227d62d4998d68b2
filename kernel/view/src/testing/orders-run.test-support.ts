import type { RDDInfo, RunDocument, RunSqlExecution, SparkPlanInfo } from "@stageplay/core";
import { judgedField, verdictOn } from "./prediction.test-support.js";
import { at, buildRun, rdd, type TaskSketch } from "./run-builder.test-support.js";

const ROWS = "number of output rows";

/** A plan node; `rows` is [accumulator, value of `number of output rows`]. */
function node(
  nodeName: string,
  simpleString: string,
  children: readonly SparkPlanInfo[],
  accumulatorId?: number,
): SparkPlanInfo {
  const name = nodeName === "Exchange" ? "shuffle records written" : ROWS;
  const metrics = accumulatorId === undefined ? [] : [{ name, accumulatorId, metricType: "sum" as const }];
  return { nodeName, simpleString, children, metrics };
}

function codegen(n: number, child: SparkPlanInfo): SparkPlanInfo {
  return node(`WholeStageCodegen (${n})`, `WholeStageCodegen (${n})`, [child]);
}

function scan(table: string, accumulatorId: number): SparkPlanInfo {
  const file = node("Scan parquet ", `FileScan parquet [${table}] Batched: true`, [], accumulatorId);
  return node("ColumnarToRow", "ColumnarToRow", [node("InputAdapter", "InputAdapter", [file])], accumulatorId + 1);
}

/** The plan of golden record d04: orders joined with broadcast products, revenue by category, sorted, written. */
function plan(): SparkPlanInfo {
  const products = codegen(1, node("Filter", "Filter isnotnull(product_id)", [scan("products", 1)], 3));
  const broadcast = node("BroadcastExchange", "BroadcastExchange HashedRelationBroadcastMode", [products], 4);
  const orders = node("Project", "Project [product_id, quantity, price]", [
    node("Filter", "Filter (status = complete)", [scan("orders", 5)], 7),
  ]);
  const join = node(
    "BroadcastHashJoin",
    "BroadcastHashJoin [product_id], [product_id], Inner",
    [orders, node("InputAdapter", "InputAdapter", [broadcast])],
    8,
  );
  const project = node("Project", "Project [category, revenue]", [join]);
  const partial = codegen(
    2,
    node("HashAggregate", "HashAggregate(keys=[category], functions=[partial_sum(revenue)])", [project], 9),
  );
  const hash = node("Exchange", "Exchange hashpartitioning(category, 8)", [partial], 10);
  const final = codegen(
    3,
    node(
      "HashAggregate",
      "HashAggregate(keys=[category], functions=[sum(revenue)])",
      [node("InputAdapter", "InputAdapter", [hash])],
      11,
    ),
  );
  const range = node("Exchange", "Exchange rangepartitioning(revenue DESC, 8)", [final], 12);
  const sort = codegen(
    4,
    node("Sort", "Sort [revenue DESC], true, 0", [node("InputAdapter", "InputAdapter", [range])]),
  );
  return node("Execute InsertIntoHadoopFsRelationCommand", "Execute Insert", [
    node("WriteFiles", "WriteFiles", [sort]),
  ]);
}

const METRICS = { 1: 200, 2: 200, 3: 200, 4: 200, 5: 10000, 6: 10000, 7: 8012, 8: 8012, 9: 24, 10: 24, 11: 6, 12: 6 };

function execution(): RunSqlExecution {
  return {
    executionId: 0,
    description: "parquet at cell [3]:4",
    callSite: at("parquet", 4),
    startMs: 500,
    endMs: 4100,
    errorMessage: "",
    physicalPlan: "== Physical Plan ==\nExecute InsertIntoHadoopFsRelationCommand …",
    planInfo: plan(),
    metrics: METRICS,
  };
}

const scanRdds = (first: number, scopeId: string): readonly RDDInfo[] => [
  rdd(first, "FileScanRDD", "Scan parquet ", [], { scopeId }),
  rdd(first + 1, "MapPartitionsRDD", "Scan parquet ", [first], { scopeId }),
];

/** The daily-orders pipeline: five jobs, eight stages of which two are skipped, as record d04 has them. */
export function ordersRun(): RunDocument {
  const read = [rdd(0, "ParallelCollectionRDD", "parallelize"), rdd(1, "MapPartitionsRDD", "mapPartitions", [0])];
  const mapSide = [
    ...scanRdds(8, "s8"),
    rdd(10, "MapPartitionsRDD", "WholeStageCodegen (2)", [9]),
    rdd(11, "MapPartitionsRDD", "Exchange", [10], { scopeId: "x1" }),
  ];
  const finalSide = (last: readonly RDDInfo[]): readonly RDDInfo[] => [
    rdd(12, "ShuffledRowRDD", "Exchange", [11], { scopeId: "x1" }),
    rdd(13, "MapPartitionsRDD", "WholeStageCodegen (3)", [12]),
    ...last,
  ];
  const wrote = { shuffleWriteRecords: 24, shuffleWriteBytes: 2150 };
  return buildRun({
    jobs: [
      schemaJob(0, 0, 60, read),
      schemaJob(1, 1, 250, read),
      {
        id: 2,
        cause: "broadcast",
        callSite: at("broadcast", 2),
        executionId: 0,
        startMs: 520,
        endMs: 830,
        stages: [
          {
            id: 2,
            result: true,
            numTasks: 1,
            submittedMs: 530,
            completedMs: 830,
            rdds: [...scanRdds(4, "s4"), rdd(6, "MapPartitionsRDD", "WholeStageCodegen (1)", [5])],
            totals: { inputRecords: 200, inputBytes: 5200 },
          },
        ],
      },
      {
        id: 3,
        cause: "range sampling",
        callSite: at("orderBy", 4),
        executionId: 0,
        startMs: 850,
        endMs: 2300,
        stages: [
          {
            id: 3,
            numTasks: 4,
            submittedMs: 860,
            completedMs: 1900,
            rdds: mapSide,
            totals: { ...wrote, inputRecords: 10000, inputBytes: 131072 },
          },
          {
            id: 4,
            result: true,
            numTasks: 8,
            parents: [3],
            submittedMs: 1910,
            completedMs: 2290,
            rdds: finalSide([rdd(14, "MapPartitionsRDD", "Exchange", [13], { scopeId: "x2" })]),
            totals: { shuffleReadRecords: 24, shuffleReadBytes: 2150 },
          },
        ],
      },
      {
        id: 4,
        callSite: at("parquet", 4),
        executionId: 0,
        startMs: 2320,
        endMs: 4100,
        stages: [
          { id: 5, numTasks: 4, status: "skipped", reusesStage: 3, rdds: mapSide },
          {
            id: 6,
            numTasks: 8,
            parents: [5],
            submittedMs: 2330,
            completedMs: 3300,
            rdds: finalSide([rdd(17, "MapPartitionsRDD", "Exchange", [13], { scopeId: "x2" })]),
            totals: { shuffleReadRecords: 24, shuffleReadBytes: 2150, shuffleWriteRecords: 6, shuffleWriteBytes: 610 },
          },
          {
            id: 7,
            result: true,
            numTasks: 6,
            parents: [6],
            submittedMs: 3310,
            completedMs: 4090,
            rdds: [
              rdd(18, "ShuffledRowRDD", "Exchange", [17], { scopeId: "x2" }),
              rdd(19, "MapPartitionsRDD", "WholeStageCodegen (4)", [18]),
              rdd(20, "MapPartitionsRDD", "WriteFiles", [19]),
            ],
            totals: { shuffleReadRecords: 6, shuffleReadBytes: 610, outputRecords: 6, outputBytes: 7200 },
          },
        ],
      },
    ],
    sqlExecutions: [execution()],
    tasks: [
      ...wave(0, 1, 65, 190),
      ...wave(1, 1, 260, 180),
      ...wave(2, 1, 535, 290),
      ...wave(3, 4, 870, 1000),
      ...wave(4, 8, 1915, 180),
      ...wave(6, 8, 2335, 470),
      ...wave(7, 6, 3315, 380),
    ],
    predictions: [
      verdictOn(
        [
          judgedField("stages", "3", "3"),
          judgedField("tasks", "[4, 8, 8]", "[4, 8, 6]", { state: "partly", score: 2 / 3 }),
        ],
        {
          id: "orders",
          jobId: 4,
          explanation:
            "A range exchange makes at most as many partitions as its sample has distinct bounds: 6 categories give 6 tasks.",
        },
      ),
    ],
    endMs: 4100,
  });
}

function schemaJob(
  id: number,
  stage: number,
  startMs: number,
  rdds: readonly RDDInfo[],
): Parameters<typeof buildRun>[0]["jobs"][number] {
  return {
    id,
    cause: "schema inference",
    callSite: at("parquet", 1),
    startMs,
    endMs: startMs + 200,
    stages: [{ id: stage, result: true, numTasks: 1, submittedMs: startMs + 2, completedMs: startMs + 198, rdds }],
  };
}

/** Tasks of a stage on four cores, in waves. */
function wave(stage: number, count: number, startMs: number, taskMs: number): readonly TaskSketch[] {
  return Array.from({ length: count }, (_, partition) => {
    const launchMs = startMs + Math.floor(partition / 4) * taskMs;
    const finishMs = launchMs + taskMs - 5 * (partition % 4);
    return { stage, partition, executor: partition % 2, core: Math.floor(partition / 2) % 2, launchMs, finishMs };
  });
}
