import { alias, type Expression, implicitCast } from "../../plans/expressions/index.js";
import { type LogicalPlan, outputOf, project, type Union } from "../../plans/logical/index.js";
import type { DataType } from "../../types/data-type.js";
import { findWiderType, sameType } from "../../types/type-coercion.js";
import { columnCountMismatch, incompatibleColumns } from "../analysis-errors.js";
import type { AnalyzerContext } from "../analyzer-context.js";

/** A union: columns by position, brought to common types. */
export function resolveUnion(plan: Union, context: AnalyzerContext): LogicalPlan {
  const types = plan.children.map((child) => outputOf(child).map((a) => a.dataType));
  const wider = types.reduce<readonly DataType[]>((first, second) => commonTypes(first, second, context), types[0]!);
  return { ...plan, children: plan.children.map((child) => castColumns(child, wider, context)) };
}

function commonTypes(
  first: readonly DataType[],
  second: readonly DataType[],
  context: AnalyzerContext,
): readonly DataType[] {
  if (first.length !== second.length) throw columnCountMismatch([first.length, second.length]);
  return first.map((type, i) => {
    const wider = findWiderType(type, second[i]!, context.ansi);
    if (wider === undefined) throw incompatibleColumns(i, type, second[i]!);
    return wider;
  });
}

function castColumns(child: LogicalPlan, types: readonly DataType[], context: AnalyzerContext): LogicalPlan {
  const output = outputOf(child);
  if (output.every((a, i) => sameType(a.dataType, types[i]!))) return child;
  const list = output.map(
    (a, i): Expression =>
      sameType(a.dataType, types[i]!) ? a : alias(implicitCast(a, types[i]!), a.name, context.ids.next()),
  );
  return project(list, child);
}
