import {
  comparison,
  conjunction,
  type Expression,
  intLiteral,
  isNotNull,
  scalarFunction,
  semanticKey,
} from "../../plans/expressions/index.js";
import { filter, type Generate, type LogicalPlan, logicalTree } from "../../plans/logical/index.js";
import { constraintsOf } from "../constraints.js";
import type { Rule } from "../rule.js";

const OF_COLLECTIONS: readonly string[] = ["explode", "posexplode", "inline"];

/** An array or map column without elements gives no rows, so rows that have none need not be read: `size(a) > 0 AND isnotnull(a)`. */
export const InferFiltersFromGenerate: Rule = {
  name: "InferFiltersFromGenerate",
  apply: (plan) => logicalTree.transformUp(plan, (node) => (node.kind === "Generate" ? infer(node) : node)),
};

function infer(plan: Generate): LogicalPlan {
  const { generator, child } = plan;
  if (generator.kind !== "Generator" || generator.outer || !OF_COLLECTIONS.includes(generator.name)) return plan;
  const [input] = generator.args;
  if (input?.kind !== "AttributeReference") return plan;
  const known = constraintsOf(child);
  const inferred: readonly Expression[] = [
    comparison(">", scalarFunction("size", [input]), intLiteral(0)),
    isNotNull(input),
  ];
  const added = conjunction(inferred.filter((e) => !known.has(semanticKey(e))));
  return added === undefined ? plan : { ...plan, child: filter(added, child) };
}
