import { AnalysisException } from "../errors/index.js";
import {
  type AttributeReference,
  alias,
  type Expression,
  implicitCast,
  prettyName,
  stringLiteral,
} from "../plans/expressions/index.js";
import { type LogicalPlan, outputOf, project } from "../plans/logical/index.js";
import type { DataType } from "../types/data-type.js";
import { findWiderCommonType, sameType } from "../types/type-coercion.js";
import type { QueryContext } from "./query-context.js";

/** A row for each value column: Spark's Unpivot, which the analyzer makes an Expand of. */
export function unpivotPlan(
  context: QueryContext,
  child: LogicalPlan,
  ids: readonly Expression[],
  values: readonly Expression[] | undefined,
  [variable, value]: readonly [variable: string, value: string],
): LogicalPlan {
  const resolved = (list: readonly Expression[]): readonly AttributeReference[] =>
    outputOf(context.analyze(project(list, child)));
  const kept = resolved(ids);
  const turned = values === undefined ? others(child, kept) : resolved(values);
  if (turned.length === 0) throw noValues();
  const type = commonType(turned);
  const cast = (e: AttributeReference): Expression => (sameType(e.dataType, type) ? e : implicitCast(e, type));
  const rowOf = (e: AttributeReference): readonly Expression[] => [...kept, stringLiteral(e.name), cast(e)];
  // The names are columns like those of a projection, and get their ids from one.
  const [first] = turned;
  const named = [...kept, alias(stringLiteral(first!.name), variable), alias(cast(first!), value)];
  const output = outputOf(context.analyze(project(named, child)));
  const nullable = turned.some((e) => e.nullable);
  return {
    kind: "Expand",
    projections: turned.map(rowOf),
    output: output.map((a, i) => (i === output.length - 1 ? { ...a, nullable } : a)),
    child,
  };
}

function others(child: LogicalPlan, ids: readonly AttributeReference[]): readonly AttributeReference[] {
  return outputOf(child).filter((a) => !ids.some(({ exprId }) => exprId === a.exprId));
}

function commonType(values: readonly AttributeReference[]): DataType {
  const type = findWiderCommonType(values.map(({ dataType }) => dataType));
  if (type !== undefined) return type;
  throw new AnalysisException({
    condition: "UNPIVOT_VALUE_DATA_TYPE_MISMATCH",
    message: `Unpivot value columns must share a least common type, some types do not: [${values.map(prettyName).join(", ")}].`,
    nextStep: 'Cast them to one type: col("quantity").cast("string").',
  });
}

function noValues(): AnalysisException {
  return new AnalysisException({
    condition: "UNPIVOT_REQUIRES_VALUE_COLUMNS",
    message: "At least one value column needs to be specified for UNPIVOT, all columns specified as ids.",
    nextStep: "Leave a column out of the ids, or name the value columns.",
  });
}
