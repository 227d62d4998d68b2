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

const NOT_COMPUTED: readonly string[] = [
  "AggregateExpression",
  "Generator",
  "SortOrder",
  "WindowFunction",
  "WindowExpression",
];

/** True when the value is the same for every row and can be computed while planning. */
export function isFoldable(e: Expression): boolean {
  if (e.kind === "Literal") return true;
  const kids = children(e);
  const computes = !NOT_COMPUTED.includes(e.kind);
  return computes && kids.length > 0 && kids.every(isFoldable) && !(e.kind === "ScalarFunction" && e.name === "rand");
}

const NOT_DETERMINISTIC: readonly string[] = ["monotonically_increasing_id", "spark_partition_id", "rand"];

/** False when two evaluations on one row may differ. */
export function isDeterministic(e: Expression): boolean {
  return !exists(e, (node) => node.kind === "ScalarFunction" && NOT_DETERMINISTIC.includes(node.name));
}

/** True when the expression contains an aggregate function of its operator's rows; one over a window is none. */
export function containsAggregate(e: Expression): boolean {
  if (e.kind === "AggregateExpression") return true;
  const parts =
    e.kind === "WindowExpression" ? [...children(e.windowFunction), ...e.partitionSpec, ...e.orderSpec] : children(e);
  return parts.some(containsAggregate);
}

/** True when the expression contains a function over a window. */
export function containsWindow(e: Expression): boolean {
  return exists(e, (node) => node.kind === "WindowExpression" || node.kind === "WindowFunction");
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

/** A literal as text that tells its type and value apart from any other's. */
export function literalKey({ value, dataType }: Literal): string {
  return `${catalogString(dataType)} ${JSON.stringify(literalText(value, dataType))}`;
}

export function semanticEquals(a: Expression, b: Expression): boolean {
  return a === b || semanticKey(a) === semanticKey(b);
}
