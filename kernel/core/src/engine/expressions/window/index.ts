import type { WindowExpression } from "../../../plans/expressions/index.js";
import type { InternalRow } from "../../../types/data-type.js";
import type { EvaluatorOptions } from "../evaluator.js";
import { aggregateOverFrames } from "./aggregate-over-frames.js";
import { frameBounds } from "./frame-bounds.js";
import { isRankFunction, offsetFunction, rankFunction } from "./window-functions.js";

/** The rows of a window partition, sorted, to one value a row. */
export type WindowColumn = (rows: readonly InternalRow[]) => readonly unknown[];

/** Compiles a function over a window whose columns are bound to the rows' positions. */
export function compileWindow(e: WindowExpression, options: EvaluatorOptions = {}): WindowColumn {
  const f = e.windowFunction;
  if (f.kind === "WindowFunction" && isRankFunction(f.name)) return rankFunction(f, e.orderSpec, options);
  const bounds = frameBounds(e, options);
  if (f.kind === "WindowFunction") return offsetFunction(f, bounds, options);
  if (f.kind === "AggregateExpression") return aggregateOverFrames(f, e.frame!, bounds, options);
  throw new Error(`${f.kind} is no function over a window.`);
}
