import type { Expression } from "./expression.js";

/** Functions that only make sense over a window; every aggregate can be used over one as well. */
export type WindowFunctionName =
  | "row_number"
  | "rank"
  | "dense_rank"
  | "percent_rank"
  | "cume_dist"
  | "ntile"
  | "lag"
  | "lead"
  | "nth_value";

/** A call of a window function, the child of a {@link WindowExpression}. */
export interface WindowFunction {
  readonly kind: "WindowFunction";
  readonly name: WindowFunctionName;
  /** lag and lead hold input, offset and default; the rank functions nothing. */
  readonly args: readonly Expression[];
}

/**
 * The rows around the current one that a function sees. Bounds count rows (RowFrame) or are distances of the sort key (RangeFrame);
 * 0 is the current row, in a RangeFrame with all its peers; ±Infinity is the end of the partition.
 */
export interface WindowFrame {
  readonly type: "RowFrame" | "RangeFrame";
  readonly lower: number;
  readonly upper: number;
}

/** `function OVER (PARTITION BY … ORDER BY … frame)`. */
export interface WindowExpression {
  readonly kind: "WindowExpression";
  readonly windowFunction: Expression;
  readonly partitionSpec: readonly Expression[];
  readonly orderSpec: readonly Expression[];
  /** Undefined until the analyzer has filled in the function's own. */
  readonly frame: WindowFrame | undefined;
}

/** From the start of the partition to the current row. */
export const GROWING: Pick<WindowFrame, "lower" | "upper"> = { lower: Number.NEGATIVE_INFINITY, upper: 0 };
/** The whole partition. */
export const WHOLE: Pick<WindowFrame, "lower" | "upper"> = {
  lower: Number.NEGATIVE_INFINITY,
  upper: Number.POSITIVE_INFINITY,
};

export function isGrowing({ lower, upper }: WindowFrame): boolean {
  return lower === GROWING.lower && upper === GROWING.upper;
}

/** A frame inside a plan: `specifiedwindowframe(RowFrame, unboundedpreceding$(), currentrow$())`. */
export function frameText({ type, lower, upper }: WindowFrame): string {
  const bound = (b: number): string =>
    b === 0 ? "currentrow$()" : Number.isFinite(b) ? String(b) : `unbounded${b < 0 ? "preceding" : "following"}$()`;
  return `specifiedwindowframe(${type}, ${bound(lower)}, ${bound(upper)})`;
}

/** A frame inside a column's name. Spark writes `-1 FOLLOWING` for one row before. */
export function frameSql({ type, lower, upper }: WindowFrame): string {
  const bound = (b: number): string =>
    b === 0 ? "CURRENT ROW" : Number.isFinite(b) ? `${b} FOLLOWING` : `UNBOUNDED ${b < 0 ? "PRECEDING" : "FOLLOWING"}`;
  return `${type === "RowFrame" ? "ROWS" : "RANGE"} BETWEEN ${bound(lower)} AND ${bound(upper)}`;
}
