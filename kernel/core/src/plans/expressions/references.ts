import { StringType } from "../../types/data-type.js";
import { catalogString } from "../../types/type-name.js";
import { literal } from "./builders.js";
import type { ExprId } from "./expr-id.js";
import type { AttributeReference, Expression, Literal } from "./expression.js";
import { literalText } from "./literal-text.js";
import { planText } from "./plan-text.js";
import { children, collectNodes, exists, transformUp } from "./tree.js";

const isAttribute = (e: Expression): e is AttributeReference => e.kind === "AttributeReference";

/** The attributes that an expression reads, each once, in order of appearance. */
export function references(e: Expression): AttributeReference[] {
  const byId = new Map<ExprId, AttributeReference>();
  for (const attribute of collectNodes(e, isAttribute)) byId.set(attribute.exprId, attribute);
  return [...byId.values()];
}

/** True when the value is the same for every row and can be computed while planning. */
export function isFoldable(e: Expression): boolean {
  if (e.kind === "Literal") return true;
  const kids = children(e);
  const computes = e.kind !== "AggregateExpression" && e.kind !== "Generator" && e.kind !== "SortOrder";
  return computes && kids.length > 0 && kids.every(isFoldable);
}

/** False when two evaluations on one row may differ. */
export function isDeterministic(e: Expression): boolean {
  return !exists(e, (node) => node.kind === "ScalarFunction" && node.name === "monotonically_increasing_id");
}

/** True when the expression contains an aggregate function. */
export function containsAggregate(e: Expression): boolean {
  return exists(e, (node) => node.kind === "AggregateExpression");
}

/**
 * A text that two expressions share exactly when they compute the same (Spark's `semanticEquals`): names of attributes and
 * the ids of aliases and results do not matter, attribute ids, operators, literals and types do.
 */
export function semanticKey(e: Expression): string {
  const plain = transformUp(e, (node) => {
    if (node.kind === "Alias") return node.child;
    if (node.kind === "AttributeReference") return { ...node, name: "", qualifier: [], dataType: { kind: "null" } };
    return node.kind === "Literal" ? literal(literalKey(node), StringType) : node;
  });
  return planText(plain, { ids: true });
}

function literalKey({ value, dataType }: Literal): string {
  return `${catalogString(dataType)} ${JSON.stringify(literalText(value, dataType))}`;
}

export function semanticEquals(a: Expression, b: Expression): boolean {
  return a === b || semanticKey(a) === semanticKey(b);
}
