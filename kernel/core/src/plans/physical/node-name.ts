import type { PhysicalPlan } from "./physical-plan.js";

/** The operator's name as the SQL tab, scopes of RDDs and listener events have it (A16, I7). */
export function nodeName(plan: PhysicalPlan): string {
  switch (plan.kind) {
    case "FileSourceScanExec":
      return `Scan ${plan.relation.format} `;
    case "RDDScanExec":
      return "Scan ExistingRDD";
    case "ShuffleExchangeExec":
      return "Exchange";
    case "DataWritingCommandExec":
      return "Execute InsertIntoHadoopFsRelationCommand";
    case "WholeStageCodegenExec":
      return `WholeStageCodegen (${plan.id})`;
    case "InputAdapter":
      return plan.kind;
    case "SortMergeJoinExec":
    case "ShuffledHashJoinExec":
      return plan.kind.replace(/Exec$/, plan.isSkewJoin === true ? "(skew=true)" : "");
    default:
      return plan.kind.replace(/Exec$/, "");
  }
}
