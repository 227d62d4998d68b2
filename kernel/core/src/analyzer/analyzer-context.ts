import type { Expression, ExprIdGenerator } from "../plans/expressions/index.js";
import type { DataType } from "../types/data-type.js";

/** What resolving a plan needs from its session. */
export interface AnalyzerContext {
  readonly ids: ExprIdGenerator;
  /** @throws SparkError PARSE_SYNTAX_ERROR */
  parseExpression(text: string): Expression;
  /** @throws SparkError PARSE_SYNTAX_ERROR */
  parseDataType(text: string): DataType;
  /** `spark.sql.ansi.enabled`. */
  readonly ansi: boolean;
  /** `spark.sql.session.timeZone`. */
  readonly timeZone: string;
  /** `spark.sql.caseSensitive`. */
  readonly caseSensitive: boolean;
}

/** Column names as the session compares them. */
export function sameName(a: string, b: string, context: Pick<AnalyzerContext, "caseSensitive">): boolean {
  return context.caseSensitive ? a === b : a.toLowerCase() === b.toLowerCase();
}
