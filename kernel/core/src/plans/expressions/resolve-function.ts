import { AnalysisException } from "../../errors/spark-error.js";
import { aggregateByName } from "./aggregate-functions.js";
import { aggregateExpression, intLiteral, scalarFunction } from "./builders.js";
import type { AggregateFunctionName, Expression, UnresolvedFunction } from "./expression.js";
import { FUNCTION_ALIASES, FUNCTIONS } from "./functions/index.js";

/**
 * Finds what a call by name means: an aggregate, a generator or an ordinary function, with default arguments filled in.
 * The arguments are not yet coerced.
 *
 * @throws AnalysisException UNRESOLVED_ROUTINE for an unknown name, WRONG_NUM_ARGS for a wrong count of arguments.
 */
export function resolveFunction(call: UnresolvedFunction): Expression {
  const lower = call.name.toLowerCase();
  const aggregate = aggregateByName(lower);
  if (aggregate !== undefined) return resolveAggregate(aggregate, call);
  if (call.distinct) throw notAnAggregate(call.name);
  if (lower === "explode") {
    checkCount(call, 1, 1);
    return { kind: "Generator", name: "explode", child: call.args[0]! };
  }
  const name = Object.hasOwn(FUNCTION_ALIASES, lower) ? FUNCTION_ALIASES[lower]! : lower;
  const spec = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (spec === undefined) throw unknownFunction(call.name);
  checkCount(call, spec.minArgs, spec.maxArgs);
  const missing = Number.isFinite(spec.maxArgs) ? spec.maxArgs - call.args.length : 0;
  const defaults = missing > 0 ? (spec.defaults ?? []).slice(-missing) : [];
  return scalarFunction(name, [...call.args, ...defaults]);
}

function resolveAggregate(name: AggregateFunctionName, call: UnresolvedFunction): Expression {
  const { distinct, ignoreNulls } = call;
  // first(x, true) and last(x, true): the flag is an argument in SQL and in the DSL.
  const flag = name === "first" || name === "last" ? call.args[1] : undefined;
  if (flag?.kind === "Literal") {
    return aggregateExpression(name, call.args.slice(0, 1), { distinct, ignoreNulls: flag.value === true });
  }
  checkCount(call, 1, name === "count" ? Number.POSITIVE_INFINITY : 1);
  // count(*) counts rows: Spark writes it count(1).
  const star = name === "count" && call.args.length === 1 && call.args[0]!.kind === "UnresolvedStar";
  return aggregateExpression(name, star && !distinct ? [intLiteral(1)] : call.args, { distinct, ignoreNulls });
}

function checkCount(call: UnresolvedFunction, min: number, max: number): void {
  const count = call.args.length;
  if (count >= min && count <= max) return;
  const expected = min === max ? `${min}` : max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
  throw new AnalysisException({
    condition: "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
    message: `The function \`${call.name}\` requires ${expected} parameters but the actual number is ${count}.`,
    nextStep: `Call ${call.name} with ${expected} arguments.`,
    parameters: { functionName: call.name, expectedNum: expected, actualNum: String(count) },
  });
}

function unknownFunction(name: string): AnalysisException {
  return new AnalysisException({
    condition: "UNRESOLVED_ROUTINE",
    message: `Cannot resolve routine \`${name}\`: there is no such function here.`,
    nextStep: "Check the spelling; the functions object lists what is known.",
    parameters: { routineName: name },
  });
}

function notAnAggregate(name: string): AnalysisException {
  return new AnalysisException({
    condition: "INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX",
    message: `The function \`${name}\` does not support DISTINCT.`,
    nextStep: "Use DISTINCT only inside an aggregate such as count or sum.",
    parameters: { functionName: name },
  });
}
