import { AnalysisException } from "../../errors/spark-error.js";
import { NullType } from "../../types/data-type.js";
import { aggregateByName } from "./aggregate-functions.js";
import { aggregateExpression, intLiteral, literal, scalarFunction } from "./builders.js";
import type { AggregateFunctionName, Expression, UnresolvedFunction } from "./expression.js";
import { FUNCTION_ALIASES, FUNCTIONS } from "./functions/index.js";
import type { WindowFunctionName } from "./window-expression.js";

const NULL = literal(null, NullType);

/** Functions that a pattern as second argument makes others of. */
const BY_PATTERN: Readonly<Record<string, string>> = { to_date: "parse_date", to_timestamp: "parse_timestamp" };

/** Arguments of the window functions; a default stands at its argument's position. */
const WINDOW_FUNCTIONS: Readonly<
  Record<WindowFunctionName, { readonly min: number; readonly max: number; readonly defaults: readonly Expression[] }>
> = {
  row_number: { min: 0, max: 0, defaults: [] },
  rank: { min: 0, max: 0, defaults: [] },
  dense_rank: { min: 0, max: 0, defaults: [] },
  percent_rank: { min: 0, max: 0, defaults: [] },
  cume_dist: { min: 0, max: 0, defaults: [] },
  ntile: { min: 0, max: 1, defaults: [intLiteral(1)] },
  lag: { min: 1, max: 3, defaults: [NULL, intLiteral(1), NULL] },
  lead: { min: 1, max: 3, defaults: [NULL, intLiteral(1), NULL] },
  nth_value: { min: 2, max: 2, defaults: [] },
};

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
  if (lower === "struct") {
    // Becomes named_struct once its arguments, which name the fields, are resolved.
    checkCount(call, 1, Number.POSITIVE_INFINITY);
    return scalarFunction("struct", call.args);
  }
  const windowArgs = Object.hasOwn(WINDOW_FUNCTIONS, lower) ? WINDOW_FUNCTIONS[lower as WindowFunctionName] : undefined;
  if (windowArgs !== undefined) {
    checkCount(call, windowArgs.min, windowArgs.max);
    const args = [...call.args, ...windowArgs.defaults.slice(call.args.length)];
    return { kind: "WindowFunction", name: lower as WindowFunctionName, args };
  }
  if (lower === "explode" || lower === "explode_outer") {
    checkCount(call, 1, 1);
    return { kind: "Generator", name: "explode", outer: lower === "explode_outer", child: call.args[0]! };
  }
  const byPattern = call.args.length === 2 ? BY_PATTERN[lower] : undefined;
  const name = byPattern ?? (Object.hasOwn(FUNCTION_ALIASES, lower) ? FUNCTION_ALIASES[lower]! : lower);
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
