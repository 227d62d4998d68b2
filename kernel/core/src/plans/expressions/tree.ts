import type { Expression, ExpressionKind } from "./expression.js";

/** The fields of a node that hold children: one expression, an optional one, or a list. */
type ChildField<Node> = Exclude<
  { [F in keyof Node]: Node[F] extends Expression | readonly Expression[] | undefined ? F : never }[keyof Node],
  undefined
>;
type ChildFields = { readonly [K in ExpressionKind]: readonly ChildField<Extract<Expression, { kind: K }>>[] };

/** The one table that every traversal uses: which fields of a node hold its children, in order. */
const CHILD_FIELDS: ChildFields = {
  UnresolvedAttribute: [],
  UnresolvedStar: [],
  UnresolvedFunction: ["args", "filter"],
  UnresolvedSqlText: [],
  AttributeReference: [],
  BoundReference: [],
  Literal: [],
  Alias: ["child"],
  Cast: ["child"],
  BinaryArithmetic: ["left", "right"],
  UnaryMinus: ["child"],
  BinaryComparison: ["left", "right"],
  And: ["left", "right"],
  Or: ["left", "right"],
  Not: ["child"],
  IsNull: ["child"],
  IsNotNull: ["child"],
  In: ["value", "list"],
  CaseWhen: ["conditions", "values", "otherwise"],
  ScalarFunction: ["args"],
  ScalaUDF: ["args"],
  LambdaFunction: ["body", "params"],
  LambdaVariable: [],
  GetStructField: ["child"],
  UnresolvedExtractValue: ["child", "extraction"],
  Generator: ["args"],
  SortOrder: ["child"],
  AggregateExpression: ["args", "filter"],
  WindowFunction: ["args"],
  WindowExpression: ["windowFunction", "partitionSpec", "orderSpec"],
};

type Slot = Expression | readonly Expression[] | undefined;

function slots(e: Expression): (readonly [field: string, slot: Slot])[] {
  const node = e as unknown as Readonly<Record<string, Slot>>;
  return (CHILD_FIELDS[e.kind] as readonly string[]).map((field) => [field, node[field]] as const);
}

const isList = (slot: Slot): slot is readonly Expression[] => Array.isArray(slot);

const NO_CHILDREN: readonly Expression[] = [];

/** The direct children of a node, left to right. (Every walk over every plan comes through here: no lists on the way.) */
export function children(e: Expression): readonly Expression[] {
  const fields = CHILD_FIELDS[e.kind] as readonly string[];
  if (fields.length === 0) return NO_CHILDREN;
  const node = e as unknown as Readonly<Record<string, Slot>>;
  const kids: Expression[] = [];
  for (const field of fields) {
    const slot = node[field];
    if (slot === undefined) continue;
    if (isList(slot)) for (const kid of slot) kids.push(kid);
    else kids.push(slot);
  }
  return kids;
}

/** The same node with other children, as many as it had; the node itself when none differs. */
export function withChildren(e: Expression, kids: readonly Expression[]): Expression {
  let next = 0;
  let changed = false;
  const take = (old: Expression): Expression => {
    const kid = kids[next++]!;
    if (kid !== old) changed = true;
    return kid;
  };
  const fields: Record<string, Slot> = {};
  for (const [field, slot] of slots(e)) {
    if (slot !== undefined) fields[field] = isList(slot) ? slot.map(take) : take(slot);
  }
  return changed ? ({ ...e, ...fields } as Expression) : e;
}

/** Applies `f` to each direct child. */
export function mapChildren(e: Expression, f: (child: Expression) => Expression): Expression {
  const kids = children(e);
  return kids.length === 0 ? e : withChildren(e, kids.map(f));
}

/** Rewrites children first, then the node itself. */
export function transformUp(e: Expression, f: (node: Expression) => Expression): Expression {
  return f(mapChildren(e, (child) => transformUp(child, f)));
}

/** Rewrites the node first, then the children of what it became. */
export function transformDown(e: Expression, f: (node: Expression) => Expression): Expression {
  return mapChildren(f(e), (child) => transformDown(child, f));
}

/** True when the node or any node below it satisfies `test`. */
export function exists(e: Expression, test: (node: Expression) => boolean): boolean {
  return test(e) || children(e).some((child) => exists(child, test));
}

/** All nodes that satisfy `test`, parents before children. */
export function collectNodes<T extends Expression>(e: Expression, test: (node: Expression) => node is T): T[] {
  const found: T[] = [];
  const visit = (node: Expression): void => {
    if (test(node)) found.push(node);
    children(node).forEach(visit);
  };
  visit(e);
  return found;
}
