import {
  type Alias,
  type AttributeReference,
  type Expression,
  type ExprId,
  transformUp,
} from "../plans/expressions/index.js";

/** What each output column of a select list is computed as; columns that are only passed on are left out. */
export function aliasMap(list: readonly Expression[]): ReadonlyMap<ExprId, Expression> {
  const aliases = list.filter((e): e is Alias => e.kind === "Alias");
  return new Map(aliases.map((a) => [a.exprId, a.child] as const));
}

/** Replaces columns by what they are computed as. */
export function substitute(e: Expression, by: ReadonlyMap<ExprId, Expression>): Expression {
  return by.size === 0
    ? e
    : transformUp(e, (node) => (node.kind === "AttributeReference" ? (by.get(node.exprId) ?? node) : node));
}

/** Like {@link substitute} for an item of a select list, which keeps its name and identity. */
export function substituteKeepingName(e: Expression, by: ReadonlyMap<ExprId, Expression>): Expression {
  if (e.kind !== "AttributeReference") return substitute(e, by);
  const child = by.get(e.exprId);
  return child === undefined ? e : { kind: "Alias", child, name: e.name, exprId: e.exprId };
}

/** Column by column from one output to another, as the children of a union correspond. */
export function correspondence(
  from: readonly AttributeReference[],
  to: readonly AttributeReference[],
): ReadonlyMap<ExprId, Expression> {
  return new Map(from.flatMap((a, i) => (to[i] === a ? [] : [[a.exprId, to[i]!] as const])));
}
