import { boundReference } from "./builders.js";
import type { ExprId } from "./expr-id.js";
import type { AttributeReference, Expression } from "./expression.js";
import { planText } from "./plan-text.js";
import { transformUp } from "./tree.js";

/**
 * Replaces each attribute by its position in the input row.
 * @throws Error when the input lacks it: the plan is wrong, not the user's program.
 */
export function bindReferences(e: Expression, input: readonly AttributeReference[]): Expression {
  const ordinals = new Map<ExprId, number>();
  input.forEach((attribute, i) => {
    if (!ordinals.has(attribute.exprId)) ordinals.set(attribute.exprId, i);
  });
  return transformUp(e, (node) => {
    if (node.kind !== "AttributeReference") return node;
    const ordinal = ordinals.get(node.exprId);
    if (ordinal === undefined) {
      const have = input.map((a) => planText(a, { ids: true })).join(", ");
      throw new Error(`Couldn't find ${planText(node, { ids: true })} in [${have}].`);
    }
    return boundReference(ordinal, node.dataType, node.nullable);
  });
}
