import { type FieldTable, type TreeOps, treeOps } from "../tree-ops.js";
import type { LogicalPlan, LogicalPlanKind } from "./logical-plan.js";

const CHILD_FIELDS: FieldTable<LogicalPlanKind> = {
  LocalRelation: [],
  Range: [],
  LogicalRelation: [],
  LogicalRDD: [],
  InMemoryRelation: [],
  SubqueryAlias: ["child"],
  Project: ["child"],
  Filter: ["child"],
  Aggregate: ["child"],
  Distinct: ["child"],
  Deduplicate: ["child"],
  Sort: ["child"],
  GlobalLimit: ["child"],
  LocalLimit: ["child"],
  Repartition: ["child"],
  RepartitionByExpression: ["child"],
  ResolvedHint: ["child"],
  Generate: ["child"],
  Expand: ["child"],
  Join: ["left", "right"],
  Union: ["children"],
  InsertIntoHadoopFsRelationCommand: ["child"],
};

const EXPRESSION_FIELDS: FieldTable<LogicalPlanKind> = {
  LocalRelation: [],
  Range: [],
  LogicalRelation: [],
  LogicalRDD: [],
  InMemoryRelation: [],
  SubqueryAlias: [],
  Project: ["projectList"],
  Filter: ["condition"],
  Aggregate: ["groupingExpressions", "aggregateExpressions"],
  Distinct: [],
  Deduplicate: ["keys"],
  Sort: ["order"],
  GlobalLimit: [],
  LocalLimit: [],
  Repartition: [],
  RepartitionByExpression: ["partitionExpressions"],
  ResolvedHint: [],
  Generate: ["generator"],
  Expand: [],
  Join: ["condition"],
  Union: [],
  InsertIntoHadoopFsRelationCommand: [],
};

/** The traversals of logical plans. */
export const logicalTree: TreeOps<LogicalPlan> = treeOps<LogicalPlan>(CHILD_FIELDS, EXPRESSION_FIELDS);
