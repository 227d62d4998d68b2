import { type FieldTable, type TreeOps, treeOps } from "../tree-ops.js";
import type { PhysicalPlan, PhysicalPlanKind } from "./physical-plan.js";

const CHILD_FIELDS: FieldTable<PhysicalPlanKind> = {
  AdaptiveSparkPlanExec: [],
  ShuffleQueryStageExec: [],
  BroadcastQueryStageExec: [],
  TableCacheQueryStageExec: [],
  ResultQueryStageExec: [],
  AQEShuffleReadExec: ["child"],
  EmptyRelationExec: [],
  FileSourceScanExec: [],
  RangeExec: [],
  LocalTableScanExec: [],
  RDDScanExec: [],
  InMemoryTableScanExec: [],
  ColumnarToRowExec: ["child"],
  DeserializeToObjectExec: ["child"],
  ProjectExec: ["child"],
  FilterExec: ["child"],
  HashAggregateExec: ["child"],
  ObjectHashAggregateExec: ["child"],
  SortAggregateExec: ["child"],
  SortExec: ["child"],
  ShuffleExchangeExec: ["child"],
  BroadcastExchangeExec: ["child"],
  ReusedExchangeExec: [],
  BroadcastHashJoinExec: ["left", "right"],
  ShuffledHashJoinExec: ["left", "right"],
  SortMergeJoinExec: ["left", "right"],
  BroadcastNestedLoopJoinExec: ["left", "right"],
  CartesianProductExec: ["left", "right"],
  TakeOrderedAndProjectExec: ["child"],
  CollectLimitExec: ["child"],
  CollectTailExec: ["child"],
  SampleExec: ["child"],
  LocalLimitExec: ["child"],
  GlobalLimitExec: ["child"],
  UnionExec: ["children"],
  CoalesceExec: ["child"],
  GenerateExec: ["child"],
  ExpandExec: ["child"],
  WindowExec: ["child"],
  WindowGroupLimitExec: ["child"],
  WholeStageCodegenExec: ["child"],
  InputAdapter: ["child"],
  WriteFilesExec: ["child"],
  DataWritingCommandExec: ["child"],
};

/** No rule rewrites the expressions of physical operators one by one. */
const EXPRESSION_FIELDS = Object.fromEntries(
  Object.keys(CHILD_FIELDS).map((kind) => [kind, []]),
) as unknown as FieldTable<PhysicalPlanKind>;

/** The traversals of physical plans. */
export const physicalTree: TreeOps<PhysicalPlan> = treeOps<PhysicalPlan>(CHILD_FIELDS, EXPRESSION_FIELDS);
