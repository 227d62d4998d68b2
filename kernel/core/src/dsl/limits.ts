import { AnalysisException } from "../errors/index.js";
import { type LogicalPlan, limit } from "../plans/logical/index.js";

/** A number of rows that a limit, an offset or `tail` can have. @throws AnalysisException INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE */
export function checkedLimit(n: number): number {
  if (Number.isInteger(n) && n >= 0) return n;
  throw new AnalysisException({
    condition: "INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE",
    message: `A limit of ${n} rows is not possible.`,
    nextStep: "Give a whole number of at least 0.",
  });
}

/** At most the first `n` rows. @throws AnalysisException INVALID_LIMIT_LIKE_EXPRESSION.IS_NEGATIVE */
export function limitPlan(n: number, child: LogicalPlan): LogicalPlan {
  return limit(checkedLimit(n), child);
}
