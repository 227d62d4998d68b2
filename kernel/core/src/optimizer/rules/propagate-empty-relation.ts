import { literal } from "../../plans/expressions/index.js";
import { outputOf } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";
import { propagateEmpty } from "./propagate-empty.js";

/** Drops what rests on rows of the driver that are none (G1). */
export const PropagateEmptyRelation: Rule = {
  name: "PropagateEmptyRelation",
  apply: (plan) =>
    propagateEmpty(plan, {
      isEmpty: (node) => node.kind === "LocalRelation" && node.rows.length === 0,
      isNonEmpty: (node) => node.kind === "LocalRelation" && node.rows.length > 0,
      empty: (node) => ({ kind: "LocalRelation", output: outputOf(node), rows: [] }),
      runsWithoutJoin: () => true,
      nullOf: (dataType) => literal(null, dataType),
      isUserRepartition: (node) =>
        (node.kind === "Repartition" && node.shuffle) || node.kind === "RepartitionByExpression",
    }),
};
