import { editDistance, nearestNames } from "../../base/nearest-name.js";
import { AnalysisException } from "../../errors/spark-error.js";
import { NullType } from "../../types/data-type.js";
import { aggregateByName, aggregateSpec } from "./aggregate-functions.js";
import { aggregateExpression, intLiteral, isNotNull, isNull, literal, scalarFunction } from "./builders.js";
import type { AggregateFunctionName, Expression, GeneratorName, UnresolvedFunction } from "./expression.js";
import { canonicalName, FUNCTIONS } from "./functions/index.js";
import { CAST_FUNCTIONS, REPLACED_FUNCTIONS, type ReplacedFunction } from "./functions/replaced-functions.js";
import { prettyName } from "./pretty-name.js";
import type { WindowFunctionName } from "./window-expression.js";

const NULL = literal(null, NullType);

/** Functions that a pattern as second argument makes others of. */
const BY_PATTERN: Readonly<Record<string, string>> = {
  to_date: "parse_date",
  to_timestamp: "parse_timestamp",
  try_to_date: "try_parse_date",
  try_to_timestamp: "try_parse_timestamp",
  decode: "decode",
};

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
  const replaced = replacementOf(lower, call.args.length);
  if (replaced !== undefined) return replace(replaced, call, lower);
  if (call.distinct || call.filter !== undefined) throw notAnAggregate(call);
  if (lower === "struct") {
    // Becomes named_struct once its arguments, which name the fields, are resolved.
    checkCount(call, 1, Number.POSITIVE_INFINITY);
    return scalarFunction("struct", call.args);
  }
  if (lower === "getitem" || lower === "getfield") {
    checkCount(call, 2, 2);
    return { kind: "UnresolvedExtractValue", child: call.args[0]!, extraction: call.args[1]! };
  }
  if (lower === "isnull" || lower === "isnotnull") {
    checkCount(call, 1, 1);
    return lower === "isnull" ? isNull(call.args[0]!) : isNotNull(call.args[0]!);
  }
  const windowArgs = Object.hasOwn(WINDOW_FUNCTIONS, lower) ? WINDOW_FUNCTIONS[lower as WindowFunctionName] : undefined;
  if (windowArgs !== undefined) {
    checkCount(call, windowArgs.min, windowArgs.max);
    const args = [...call.args, ...windowArgs.defaults.slice(call.args.length)];
    return { kind: "WindowFunction", name: lower as WindowFunctionName, args };
  }
  return resolveGenerator(lower, call) ?? resolveScalar(lower, call);
}

/** `trim(characters, text)`, but `btrim(text, characters)`: held as the latter. */
const CHARACTERS_FIRST: readonly string[] = ["trim", "ltrim", "rtrim"];

function resolveScalar(lower: string, written: UnresolvedFunction): Expression {
  const isSwapped = CHARACTERS_FIRST.includes(lower) && written.args.length === 2;
  const call = isSwapped ? { ...written, args: [...written.args].reverse() } : written;
  const byPattern = call.args.length === 2 ? BY_PATTERN[lower] : undefined;
  const { name, alias } = canonicalName(byPattern ?? lower);
  const spec = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (spec === undefined) throw unknownFunction(call.name);
  checkCount(call, spec.minArgs, spec.maxArgs);
  const missing = Number.isFinite(spec.maxArgs) ? spec.maxArgs - call.args.length : 0;
  const defaults = missing > 0 ? (spec.defaults ?? []).slice(-missing) : [];
  const found = scalarFunction(name, [...call.args, ...defaults]);
  return alias === undefined ? found : { ...found, alias };
}

function replacementOf(name: string, count: number): ReplacedFunction | undefined {
  if (Object.hasOwn(CAST_FUNCTIONS, name)) return CAST_FUNCTIONS[name];
  // `to_date(x)` is a cast, `to_date(x, pattern)` a function of its own.
  if (count === 2 && Object.hasOwn(BY_PATTERN, name)) return undefined;
  return Object.hasOwn(REPLACED_FUNCTIONS, name) ? REPLACED_FUNCTIONS[name] : undefined;
}

function replace(replaced: ReplacedFunction, call: UnresolvedFunction, name: string): Expression {
  checkCount(call, replaced.min, replaced.max);
  const by = replaced.by(call.args);
  if (Object.hasOwn(CAST_FUNCTIONS, name)) return by;
  const { distinct, ignoreNulls, filter } = call;
  const shown = name === "any_value" ? call.args.slice(0, 1) : call.args;
  const writtenAs = `${name}(${distinct ? "DISTINCT " : ""}${shown.map(prettyName).join(", ")})`;
  const isAggregate = by.kind === "AggregateExpression";
  if ((distinct || filter !== undefined) && !isAggregate) throw notAnAggregate(call);
  if (!isAggregate) return { ...by, writtenAs } as Expression;
  return { ...by, distinct, filter, ignoreNulls: ignoreNulls || by.ignoreNulls, writtenAs };
}

const GENERATORS: Readonly<
  Record<string, { readonly name: GeneratorName; readonly min: number; readonly max: number }>
> = {
  explode: { name: "explode", min: 1, max: 1 },
  posexplode: { name: "posexplode", min: 1, max: 1 },
  inline: { name: "inline", min: 1, max: 1 },
  stack: { name: "stack", min: 2, max: Number.POSITIVE_INFINITY },
  json_tuple: { name: "json_tuple", min: 2, max: Number.POSITIVE_INFINITY },
};

function resolveGenerator(lower: string, call: UnresolvedFunction): Expression | undefined {
  const outer = lower.endsWith("_outer");
  const found = GENERATORS[outer ? lower.slice(0, -"_outer".length) : lower];
  if (found === undefined) return undefined;
  checkCount(call, found.min, found.max);
  return { kind: "Generator", name: found.name, outer, args: call.args };
}

function resolveAggregate(name: AggregateFunctionName, call: UnresolvedFunction): Expression {
  const { distinct, filter } = call;
  const lower = call.name.toLowerCase();
  const alias = lower === name || lower === "array_agg" ? {} : { alias: lower };
  const { args: counts = { min: 1, max: 1 }, defaults = [] } = aggregateSpec(name);
  // first(x, true) and last(x, true): the flag is an argument in SQL and in the DSL.
  const flag = name === "first" || name === "last" ? call.args[1] : undefined;
  if (flag !== undefined && (flag.kind !== "Literal" || typeof flag.value !== "boolean")) throw noFlag(call.name);
  const given = flag?.kind === "Literal" ? call.args.slice(0, 1) : call.args;
  const ignoreNulls = call.ignoreNulls || (flag?.kind === "Literal" && flag.value === true);
  checkCount({ ...call, args: given }, counts.min, counts.max);
  // count(*) counts rows: Spark writes it count(1).
  const star = name === "count" && given.length === 1 && given[0]!.kind === "UnresolvedStar";
  const missing = Number.isFinite(counts.max) ? counts.max - given.length : 0;
  const args = star && !distinct ? [intLiteral(1)] : [...given, ...(missing > 0 ? defaults.slice(-missing) : [])];
  return { ...aggregateExpression(name, args, { distinct, ignoreNulls, filter }), ...alias };
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
  const known = [...Object.keys(FUNCTIONS), ...Object.keys(REPLACED_FUNCTIONS)];
  const [nearest] = nearestNames(name, known, 1);
  const isNear = nearest !== undefined && editDistance(name.toLowerCase(), nearest) <= 2;
  return new AnalysisException({
    condition: "UNRESOLVED_ROUTINE",
    message: `Cannot resolve routine \`${name}\`: there is no such function here.`,
    nextStep: `${isNear ? `Did you mean ${nearest}? ` : "Check the spelling; "}the functions object lists what is known.`,
    parameters: { routineName: name },
  });
}

function notAnAggregate({ name, distinct }: UnresolvedFunction): AnalysisException {
  const syntax = distinct ? "DISTINCT" : "FILTER";
  return new AnalysisException({
    condition: "INVALID_SQL_SYNTAX.FUNCTION_WITH_UNSUPPORTED_SYNTAX",
    message: `The function \`${name}\` does not support ${syntax}.`,
    nextStep: `Use ${syntax} only with an aggregate such as count or sum.`,
    parameters: { functionName: name, syntax },
  });
}

function noFlag(name: string): AnalysisException {
  return new AnalysisException({
    condition: "_LEGACY_ERROR_TEMP_1210",
    message: `The second argument in ${name} should be a boolean literal.`,
    nextStep: `Write ${name}(x, true) to leave out nulls.`,
  });
}
