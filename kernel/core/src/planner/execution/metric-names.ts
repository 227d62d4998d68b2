import type { SQLMetricInfo } from "../../events/listener.js";
import type { AQEShuffleReadExec, PhysicalPlan } from "../../plans/physical/index.js";
import { isFusedUnion } from "../preparation/collapse-codegen-stages.js";

/** The SQL metric that operators count their rows in. */
export const OUTPUT_ROWS = "number of output rows";

/** Names and types of an operator's SQL metrics. */
export type MetricTypes = Readonly<Record<string, SQLMetricInfo["metricType"]>>;

const NONE: MetricTypes = {};
const ROWS: MetricTypes = { [OUTPUT_ROWS]: "sum" };

const SHUFFLE_WRITE: MetricTypes = {
  "shuffle bytes written": "size",
  "shuffle records written": "sum",
  "shuffle write time": "nsTiming",
};
const SHUFFLE_READ: MetricTypes = {
  "remote blocks read": "sum",
  "local blocks read": "sum",
  "remote bytes read": "size",
  "remote bytes read to disk": "size",
  "local bytes read": "size",
  "fetch wait time": "timing",
  "records read": "sum",
  "corrupt merged block chunks": "sum",
  "merged fetch fallback count": "sum",
  "remote merged blocks fetched": "sum",
  "local merged blocks fetched": "sum",
  "remote merged chunks fetched": "sum",
  "local merged chunks fetched": "sum",
  "remote merged bytes read": "size",
  "local merged bytes read": "size",
  "remote reqs duration": "timing",
  "remote merged reqs duration": "timing",
};
const SHUFFLE: MetricTypes = { ...SHUFFLE_READ, ...SHUFFLE_WRITE };
const EXCHANGE: MetricTypes = { "data size": "size", "number of partitions": "sum", ...SHUFFLE };

const BROADCAST: MetricTypes = {
  "data size": "size",
  ...ROWS,
  "time to collect": "timing",
  "time to build": "timing",
  "time to broadcast": "timing",
};

const AGGREGATE: MetricTypes = { ...ROWS, "time in aggregation build": "timing" };
const HASH_AGGREGATE: MetricTypes = {
  ...AGGREGATE,
  "peak memory": "size",
  "spill size": "size",
  "avg hash probes per key": "average",
  "number of sort fallback tasks": "sum",
};
const OBJECT_HASH_AGGREGATE: MetricTypes = {
  ...AGGREGATE,
  "spill size": "size",
  "number of sort fallback tasks": "sum",
};

const FILES: MetricTypes = {
  ...ROWS,
  "number of files read": "sum",
  "size of files read": "size",
  "metadata time": "timing",
};
const WINDOW: MetricTypes = {
  "spill size": "size",
  "number of segment-tree frames prepared": "sum",
  "number of segment-tree fallback frames prepared": "sum",
};
const WRITE: MetricTypes = {
  "number of written files": "sum",
  "written output": "size",
  ...ROWS,
  "number of dynamic part": "sum",
  "task commit time": "timing",
  "job commit time": "timing",
};

/** The SQL metrics of an operator, as a plan of Spark 4.3 has them (I7, taken from event logs). */
export function metricTypes(plan: PhysicalPlan): MetricTypes {
  switch (plan.kind) {
    case "FileSourceScanExec":
      return plan.relation.format === "parquet" ? { ...FILES, "scan time": "timing" } : FILES;
    case "ColumnarToRowExec":
      return { ...ROWS, "number of input batches": "sum" };
    case "WholeStageCodegenExec":
      return { duration: "timing" };
    case "ShuffleExchangeExec":
      return EXCHANGE;
    case "CollectLimitExec":
    case "TakeOrderedAndProjectExec":
      return SHUFFLE;
    case "BroadcastExchangeExec":
      return BROADCAST;
    case "AQEShuffleReadExec":
      return shuffleRead(plan);
    case "HashAggregateExec":
      return HASH_AGGREGATE;
    case "ObjectHashAggregateExec":
      return OBJECT_HASH_AGGREGATE;
    case "SortAggregateExec":
      return AGGREGATE;
    case "SortExec":
      return { "sort time": "timing", "peak memory": "size", "spill size": "size" };
    case "SortMergeJoinExec":
      return { ...ROWS, "spill size": "size" };
    case "ShuffledHashJoinExec":
      return { ...ROWS, "data size of build side": "size", "time to build hash map": "timing" };
    case "WindowExec":
      return WINDOW;
    case "DataWritingCommandExec":
      return WRITE;
    case "UnionExec":
      return isFusedUnion(plan) ? ROWS : NONE;
    case "RangeExec":
    case "LocalTableScanExec":
    case "RDDScanExec":
    case "InMemoryTableScanExec":
    case "FilterExec":
    case "SampleExec":
    case "ExpandExec":
    case "GenerateExec":
    case "WindowGroupLimitExec":
    case "BroadcastHashJoinExec":
    case "BroadcastNestedLoopJoinExec":
    case "CartesianProductExec":
      return ROWS;
    default:
      return NONE;
  }
}

/** What a reader did to the partitions shows only where it did it. */
function shuffleRead({ specs }: AQEShuffleReadExec): MetricTypes {
  return {
    "number of partitions": "sum",
    "number of empty partitions": "sum",
    "partition data size": "size",
    ...(specs.some(isCoalesced) && { "number of coalesced partitions": "sum" as const }),
    ...(specs.some(isSkewed) && {
      "number of skewed partitions": "sum" as const,
      "number of skewed partition splits": "sum" as const,
    }),
  };
}

type Spec = AQEShuffleReadExec["specs"][number];

/** Several reducers read as one. */
export function isCoalesced(spec: Spec): boolean {
  return spec.kind === "CoalescedPartitionSpec" && spec.endReducer - spec.startReducer > 1;
}

/** A piece of a reducer. */
export function isSkewed(spec: Spec): boolean {
  return spec.kind === "PartialReducerPartitionSpec";
}
