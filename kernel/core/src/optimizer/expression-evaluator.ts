import type { AttributeReference, Expression } from "../plans/expressions/index.js";
import type { InternalRow, LongValue } from "../types/data-type.js";

/** How the optimizer computes expressions while planning; the engine implements it. */
export interface ExpressionEvaluator {
  /** The value of a foldable expression; undefined when computing it fails. */
  tryEvaluate(e: Expression): { readonly value: unknown } | undefined;
  /** `spark.sql.session.timeZone`, in which constants that come out are shown. */
  timeZone(): string;
  /** The application's own time: µs since 1970, of which virtual time is a part. */
  currentTime(): LongValue;
  /** A function from input rows to the values of the expressions. */
  projection(list: readonly Expression[], input: readonly AttributeReference[]): (row: InternalRow) => InternalRow;
}
