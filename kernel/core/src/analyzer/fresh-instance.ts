import {
  type AttributeReference,
  type Expression,
  type ExprId,
  type ExprIdGenerator,
  transformUp,
} from "../plans/expressions/index.js";
import { type LogicalPlan, logicalTree, outputOf } from "../plans/logical/index.js";

/**
 * The same plan with new identities for every column that it defines, for the right side of a self-join (Spark's
 * DeduplicateRelations).
 */
export function freshInstance(
  plan: LogicalPlan,
  ids: ExprIdGenerator,
): { readonly plan: LogicalPlan; readonly renamed: ReadonlyMap<ExprId, AttributeReference> } {
  const newIds = new Map<ExprId, ExprId>();
  const idFor = (id: ExprId): ExprId => {
    const known = newIds.get(id);
    if (known !== undefined) return known;
    const next = ids.next();
    newIds.set(id, next);
    return next;
  };
  const define = (a: AttributeReference): AttributeReference => ({ ...a, exprId: idFor(a.exprId) });
  const rename = (e: Expression): Expression =>
    transformUp(e, (node) => {
      if (node.kind === "AttributeReference") return define(node);
      return node.kind === "Alias" ? { ...node, exprId: idFor(node.exprId) } : node;
    });
  const fresh = logicalTree.transformUp(plan, (node) => {
    const renamed = logicalTree.mapExpressions(node, rename);
    if ("output" in renamed) return { ...renamed, output: renamed.output.map(define) };
    if (renamed.kind !== "Generate") return renamed;
    return {
      ...renamed,
      generatorOutput: renamed.generatorOutput.map(define),
      unrequired: renamed.unrequired.map(idFor),
    };
  });
  const renamed = new Map(outputOf(plan).map((a, i) => [a.exprId, outputOf(fresh)[i]!] as const));
  return { plan: fresh, renamed };
}
