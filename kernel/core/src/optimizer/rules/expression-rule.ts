import { type Expression, transformUp } from "../../plans/expressions/index.js";
import { logicalTree } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** A rule that rewrites every expression of a plan, node by node from the leaves up. */
export function expressionRule(name: string, rewrite: (e: Expression) => Expression): Rule {
  return {
    name,
    apply: (plan) =>
      logicalTree.transformUp(plan, (node) => logicalTree.mapExpressions(node, (e) => transformUp(e, rewrite))),
  };
}

export function isBoolean(e: Expression, value: boolean): boolean {
  return e.kind === "Literal" && e.value === value;
}
