import { alias, type Expression, type ExprId, implicitCast, withTimeZone } from "../../plans/expressions/index.js";
import {
  type LogicalPlan,
  logicalTree,
  outputOf,
  project,
  type SetOperation,
  type Union,
} from "../../plans/logical/index.js";
import type { DataType } from "../../types/data-type.js";
import { findWiderType, sameType } from "../../types/type-coercion.js";
import { columnCountMismatch, incompatibleColumns } from "../analysis-errors.js";
import type { AnalyzerContext } from "../analyzer-context.js";
import { freshInstance } from "../fresh-instance.js";

/** A union: columns by position, brought to common types. A branch that reads the very columns that one before it reads gets columns of its own. */
export function resolveUnion(plan: Union, context: AnalyzerContext): LogicalPlan {
  const known = new Set<ExprId>();
  const children = withCommonTypes("UNION", plan.children, context).map((child) => {
    const repeats = columnsRead(child).some((id) => known.has(id));
    const own = repeats ? freshInstance(child, context.ids).plan : child;
    for (const id of columnsRead(own)) known.add(id);
    return own;
  });
  return { ...plan, children };
}

/** The columns of the relations that a plan reads. */
function columnsRead(plan: LogicalPlan): readonly ExprId[] {
  const leaves = logicalTree.collect(plan, (node) => logicalTree.children(node).length === 0);
  return leaves.flatMap((leaf) => outputOf(leaf).map((a) => a.exprId));
}

/** `intersect` and `except`: like a union, and the two sides get columns of their own. */
export function resolveSetOperation(plan: SetOperation, context: AnalyzerContext): LogicalPlan {
  const operator = plan.kind.toUpperCase();
  const [left, right] = withCommonTypes(operator, [plan.left, plan.right], context) as [LogicalPlan, LogicalPlan];
  const ids = new Set(outputOf(left).map((a) => a.exprId));
  const overlap = outputOf(right).some((a) => ids.has(a.exprId));
  return { ...plan, left, right: overlap ? freshInstance(right, context.ids).plan : right };
}

function withCommonTypes(
  operator: string,
  children: readonly LogicalPlan[],
  context: AnalyzerContext,
): readonly LogicalPlan[] {
  const types = children.map((child) => outputOf(child).map((a) => a.dataType));
  const common = (first: readonly DataType[], second: readonly DataType[]): readonly DataType[] =>
    commonTypes(operator, first, second, context);
  const wider = types.reduce(common, types[0]!);
  return children.map((child) => castColumns(child, wider, context));
}

function commonTypes(
  operator: string,
  first: readonly DataType[],
  second: readonly DataType[],
  context: AnalyzerContext,
): readonly DataType[] {
  if (first.length !== second.length) throw columnCountMismatch(operator, [first.length, second.length]);
  return first.map((type, i) => {
    const wider = findWiderType(type, second[i]!, context.ansi);
    if (wider === undefined) throw incompatibleColumns(operator, i, type, second[i]!);
    return wider;
  });
}

function castColumns(child: LogicalPlan, types: readonly DataType[], context: AnalyzerContext): LogicalPlan {
  const output = outputOf(child);
  if (output.every((a, i) => sameType(a.dataType, types[i]!))) return child;
  const list = output.map(
    (a, i): Expression =>
      sameType(a.dataType, types[i]!)
        ? a
        : alias(withTimeZone(implicitCast(a, types[i]!), context.timeZone), a.name, context.ids.next()),
  );
  return project(list, child);
}
