import { cast, literal } from "../../plans/expressions/index.js";
import { type LogicalPlan, outputOf } from "../../plans/logical/index.js";
import { NullType } from "../../types/data-type.js";
import type { Rule } from "../rule.js";
import { propagateEmpty } from "./propagate-empty.js";

/** What rests on rows that turned out not to exist goes too (H9). */
export const AQEPropagateEmptyRelation: Rule = {
  name: "AQEPropagateEmptyRelation",
  apply: (plan) =>
    propagateEmpty(plan, {
      isEmpty: (node) => {
        if (node.kind === "EmptyRelation") return true;
        return rowCount(node) === 0;
      },
      isNonEmpty: (node) => (rowCount(node) ?? 0) > 0,
      empty: (node) => ({ kind: "EmptyRelation", output: outputOf(node), logical: node }),
      runsWithoutJoin: (node) => !(node.kind === "LogicalQueryStage" && node.stage.kind === "broadcast"),
      // Nothing folds constants any more by now.
      nullOf: (dataType) => cast(literal(null, NullType), dataType),
      isUserRepartition: (node) => node.kind === "LogicalQueryStage" && node.stage.isUserRepartition,
    }),
};

/** Rows that there are at most; undefined while that is not known. */
function rowCount(plan: LogicalPlan): number | undefined {
  if (plan.kind === "LocalRelation") return plan.rows.length;
  return plan.kind === "LogicalQueryStage" ? plan.stage.rowCount : undefined;
}
