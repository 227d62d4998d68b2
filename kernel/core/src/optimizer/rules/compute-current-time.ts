import { literal, withTimeZone } from "../../plans/expressions/index.js";
import { DateType, TimestampType } from "../../types/data-type.js";
import { dayOf } from "../../types/time-zone.js";
import type { ExpressionEvaluator } from "../expression-evaluator.js";
import type { Rule } from "../rule.js";
import { expressionRule } from "./expression-rule.js";

/** The time at which a query is planned takes the place of `current_timestamp()`, `now()` and `current_date()`: one time for all of it. */
export function ComputeCurrentTime(evaluator: ExpressionEvaluator): Rule {
  return expressionRule("ComputeCurrentTime", (e) => {
    if (e.kind !== "ScalarFunction") return e;
    switch (e.name) {
      case "current_timestamp":
      case "now":
        return withTimeZone(literal(evaluator.currentTime(), TimestampType), evaluator.timeZone());
      case "current_date":
        return literal(dayOf(e.timeZone)(evaluator.currentTime()), DateType);
      default:
        return e;
    }
  });
}
