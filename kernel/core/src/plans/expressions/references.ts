import { StringType } from "../../types/data-type.js";
import { catalogString } from "../../types/type-name.js";
import { literal } from "./builders.js";
import { dataTypeOf } from "./data-type-of.js";
import type { ExprId } from "./expr-id.js";
import type { AttributeReference, Expression, Literal } from "./expression.js";
import { functionSpec } from "./functions/index.js";
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
  "LambdaFunction",
  "ScalaUDF",
];

/** True when the value is the same for every row and can be computed while planning. */
export function isFoldable(e: Expression): boolean {
  if (e.kind === "Literal") return true;
  if (NOT_COMPUTED.includes(e.kind) || !isOwnDeterministic(e)) return false;
  const kids = children(e);
  return kids.length === 0 ? e.kind === "ScalarFunction" : kids.every(isFoldable);
}

/** False when two evaluations on one row may differ. */
export function isDeterministic(e: Expression): boolean {
  return !exists(e, (node) => !isOwnDeterministic(node));
}

/** Of the node alone, whatever its children are. */
function isOwnDeterministic(e: Expression): boolean {
  if (e.kind === "ScalarFunction") return functionSpec(e.name).deterministic !== false;
  return e.kind !== "ScalaUDF" || e.deterministic;
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
    // Functions of the program have no text to tell them apart.
    if (node.kind === "ScalaUDF") return { ...node, name: `${node.name ?? "UDF"}/${node.id}` };
    if (node.kind === "AttributeReference") return { ...node, name: "", qualifier: [], dataType: { kind: "null" } };
    if (node.kind === "Cast" && node.timeZone !== undefined)
      return { ...node, dataType: `${catalogString(dataTypeOf(node))} in ${node.timeZone}` };
    return node.kind === "Literal" ? literal(literalKey(node), StringType) : node;
  });
  return planText(plain, { ids: true });
}

/** A literal as text that tells its type and value apart from any other's. */
export function literalKey({ value, dataType }: Literal): string {
  return `${catalogString(dataType)} ${JSON.stringify(literalText(value, dataType))}`;
}

/** Whether two expressions compute the same. */
export function semanticEquals(a: Expression, b: Expression): boolean {
  return a === b || (haveSameShape(a, b) && semanticKey(a) === semanticKey(b));
}

/** Cheaper than texts, and nearly always enough to see that two expressions differ. */
function haveSameShape(a: Expression, b: Expression): boolean {
  if (a.kind === "Alias") return haveSameShape(a.child, b);
  if (b.kind === "Alias") return haveSameShape(a, b.child);
  if (a.kind !== b.kind) return false;
  if (a.kind === "AttributeReference") return a.exprId === (b as AttributeReference).exprId;
  const [left, right] = [children(a), children(b)];
  return left.length === right.length && left.every((child, i) => haveSameShape(child, right[i]!));
}
