import { AnalysisException } from "../../errors/spark-error.js";
import { isNumeric, sameType } from "../../types/type-coercion.js";
import { typeSql } from "../../types/type-name.js";
import { implicitCast, literal } from "./builders.js";
import { dataTypeOf } from "./data-type-of.js";
import { mismatch } from "./datatype-mismatch.js";
import type { Expression } from "./expression.js";
import { prettyName } from "./pretty-name.js";
import {
  frameSql,
  frameText,
  GROWING,
  WHOLE,
  type WindowExpression,
  type WindowFrame,
  type WindowFunction,
} from "./window-expression.js";

/**
 * Gives a window its frame, and checks that function, order and frame go together (Spark's WindowResolution). The children must
 * be resolved; running it again changes nothing.
 *
 * @throws AnalysisException UNSUPPORTED_EXPR_FOR_WINDOW, WINDOW_FUNCTION_FRAME_NOT_ORDERED, DATATYPE_MISMATCH.*, …
 */
export function resolveWindow(e: WindowExpression): WindowExpression {
  const { windowFunction, orderSpec } = e;
  if (windowFunction.kind === "WindowFunction") return withOwnFrame(e, windowFunction);
  if (windowFunction.kind !== "AggregateExpression") throw unsupportedFunction(windowFunction);
  if (windowFunction.distinct) throw distinctUnsupported(e);
  const ordered = orderSpec.length > 0;
  const frame = e.frame ?? (ordered ? { type: "RangeFrame", ...GROWING } : { type: "RowFrame", ...WHOLE });
  checkFrame(e, frame);
  return e.frame === undefined ? { ...e, frame } : e;
}

/** Defaults and types of the arguments of lag and lead. */
export function coerceWindowFunction(e: WindowFunction): WindowFunction {
  const [input, offset, standIn] = e.args;
  if ((e.name !== "lag" && e.name !== "lead") || input === undefined || standIn === undefined) return e;
  const type = dataTypeOf(input);
  if (sameType(dataTypeOf(standIn), type)) return e;
  const cast = standIn.kind === "Literal" && standIn.value === null ? literal(null, type) : implicitCast(standIn, type);
  return { ...e, args: [input, offset!, cast] };
}

function withOwnFrame(e: WindowExpression, f: WindowFunction): WindowExpression {
  if (e.orderSpec.length === 0) throw notOrdered(f);
  if (f.name === "nth_value") {
    const frame: WindowFrame = e.frame ?? { type: "RangeFrame", ...GROWING };
    checkFrame(e, frame);
    return { ...e, frame };
  }
  const own = ownFrame(f);
  if (e.frame === undefined) return { ...e, frame: own };
  if (frameText(e.frame) === frameText(own)) return e;
  throw new AnalysisException({
    condition: "WINDOW_FUNCTION_AND_FRAME_MISMATCH",
    message: `Window Frame ${frameText(e.frame)} must match the required frame ${frameText(own)}.`,
    nextStep: `Leave out rowsBetween and rangeBetween: ${f.name} always has the same frame.`,
  });
}

function ownFrame({ name, args }: WindowFunction): WindowFrame {
  if (name === "cume_dist") return { type: "RangeFrame", ...GROWING };
  if (name !== "lag" && name !== "lead") return { type: "RowFrame", ...GROWING };
  const distance = offsetOf(name, args[1]!) * (name === "lag" ? -1 : 1);
  return { type: "RowFrame", lower: distance, upper: distance };
}

/** The constant offset of lag, lead, or the position of nth_value. */
export function offsetOf(name: string, offset: Expression): number {
  if (offset.kind === "Literal" && typeof offset.value === "number") return offset.value;
  throw new AnalysisException({
    condition: "DATATYPE_MISMATCH.NON_FOLDABLE_INPUT",
    message: `The offset of ${name} must be a whole number that is known while planning, but "${prettyName(offset)}" is none.`,
    nextStep: `Pass a number: ${name}(column, 1).`,
  });
}

function checkFrame(e: WindowExpression, frame: WindowFrame): void {
  const { lower, upper, type } = frame;
  if (lower > upper) {
    const what = "The lower bound of a window frame must be less than or equal to the upper bound";
    throw badFrame(frame, "SPECIFIED_WINDOW_FRAME_WRONG_COMPARISON", what, "Give the smaller bound first.");
  }
  const byValue = [lower, upper].some((b) => Number.isFinite(b) && b !== 0);
  if (type !== "RangeFrame") return;
  if (e.orderSpec.length === 0 && (byValue || lower === 0 || upper === 0)) {
    const what = "A range window frame cannot be used in an unordered window specification";
    throw badFrame(frame, "RANGE_FRAME_WITHOUT_ORDER", what, "Add orderBy to the window.");
  }
  if (!byValue) return;
  if (e.orderSpec.length > 1) {
    const what =
      "A range window frame with value boundaries cannot be used in a window specification with multiple order by expressions";
    throw badFrame(frame, "RANGE_FRAME_MULTI_ORDER", what, "Order by one column, or use rowsBetween.");
  }
  const ordered = dataTypeOf(e.orderSpec[0]!);
  if (isNumeric(ordered) || ordered.kind === "date") return;
  const what = `The order by expression has the type "${typeSql(ordered)}", but a distance needs "NUMERIC" or "DATE"`;
  throw badFrame(frame, "SPECIFIED_WINDOW_FRAME_UNACCEPTED_TYPE", what, "Order by a number, or use rowsBetween.");
}

function badFrame(frame: WindowFrame, condition: string, what: string, nextStep: string): AnalysisException {
  return mismatch(frameSql(frame), condition, what, nextStep, {});
}

function unsupportedFunction(f: Expression): AnalysisException {
  const sqlExpr = prettyName(f);
  return new AnalysisException({
    condition: "UNSUPPORTED_EXPR_FOR_WINDOW",
    message: `Expression "${sqlExpr}" not supported within a window function.`,
    nextStep: "Use an aggregate such as sum, or a window function such as row_number, before over(…).",
    parameters: { sqlExpr },
  });
}

function distinctUnsupported(e: WindowExpression): AnalysisException {
  return new AnalysisException({
    condition: "DISTINCT_WINDOW_FUNCTION_UNSUPPORTED",
    message: `Distinct window functions are not supported: "${prettyName(e)}".`,
    nextStep: "Use size(collect_set(column).over(window)) instead.",
  });
}

function notOrdered({ name }: WindowFunction): AnalysisException {
  return new AnalysisException({
    condition: "WINDOW_FUNCTION_FRAME_NOT_ORDERED",
    message: `Window function ${name} requires the window to be ordered. You need to add an ORDER BY clause. For example: SELECT ${name}() OVER (PARTITION BY window_partition ORDER BY window_ordering) FROM table.`,
    nextStep: 'Add orderBy: Window.partitionBy("a").orderBy("b").',
    parameters: { wf: name },
  });
}
