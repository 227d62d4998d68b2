import { logicalTree } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Names of relations have done their work once columns are resolved. */
export const EliminateSubqueryAliases: Rule = {
  name: "EliminateSubqueryAliases",
  apply: (plan) => logicalTree.transformUp(plan, (node) => (node.kind === "SubqueryAlias" ? node.child : node)),
};
