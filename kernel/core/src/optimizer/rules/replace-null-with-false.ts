import { booleanLiteral, type Expression } from "../../plans/expressions/index.js";
import { logicalTree } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Where only true lets a row pass, null is as good as false, which simplifies further. */
export const ReplaceNullWithFalseInPredicate: Rule = {
  name: "ReplaceNullWithFalseInPredicate",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node) => {
      if ((node.kind !== "Filter" && node.kind !== "Join") || node.condition === undefined) return node;
      const condition = withoutNull(node.condition);
      return condition === node.condition ? node : { ...node, condition };
    }),
};

function withoutNull(e: Expression): Expression {
  switch (e.kind) {
    case "Literal":
      return e.value === null ? booleanLiteral(false) : e;
    case "And":
    case "Or": {
      const [left, right] = [withoutNull(e.left), withoutNull(e.right)];
      return left === e.left && right === e.right ? e : { ...e, left, right };
    }
    case "CaseWhen": {
      const values = e.values.map(withoutNull);
      const conditions = e.conditions.map(withoutNull);
      const otherwise = e.otherwise && withoutNull(e.otherwise);
      const isSame = (a: readonly Expression[], b: readonly Expression[]) => a.every((item, i) => item === b[i]);
      if (isSame(values, e.values) && isSame(conditions, e.conditions) && otherwise === e.otherwise) return e;
      return { ...e, conditions, values, otherwise };
    }
    default:
      return e;
  }
}
