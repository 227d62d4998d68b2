import {
  BooleanType,
  type DataType,
  DateType,
  DoubleType,
  NullType,
  StringType,
  TimestampType,
} from "../../../types/data-type.js";
import {
  aggregateExpression,
  booleanLiteral,
  caseWhen,
  comparison,
  equalTo,
  implicitCast,
  intLiteral,
  isNotNull,
  isNull,
  literal,
  longLiteral,
  not,
  scalarFunction,
  stringLiteral,
} from "../builders.js";
import { dataTypeOf } from "../data-type-of.js";
import type { Expression } from "../expression.js";

/** A function that stands for an expression of others: how many arguments it takes, and the expression. */
export interface ReplacedFunction {
  readonly min: number;
  readonly max: number;
  /** `distinct` and FILTER of an aggregate go to the one that the replacement is. */
  readonly by: (args: readonly Expression[]) => Expression;
}

const NULL = literal(null, NullType);

/** As many arguments as the replacement takes. */
function replaced(count: number, by: (...args: Expression[]) => Expression, max = count): ReplacedFunction {
  return { min: count, max, by: (args) => by(...args) };
}

const coalesce = (...args: Expression[]): Expression => scalarFunction("coalesce", args);
const lower = (text: Expression): Expression => scalarFunction("lower", [text]);
const ifElse = (condition: Expression, then: Expression, otherwise: Expression): Expression =>
  scalarFunction("if", [condition, then, otherwise]);
const castOf = (type: DataType): ReplacedFunction => replaced(1, (child) => implicitCast(child, type));
const tryCastOf =
  (type: DataType) =>
  (child: Expression): Expression => ({ ...implicitCast(child, type), isTry: true });

/** A constant count below 1 gives no characters; one that is known is no condition. */
function right(text: Expression, count: Expression): Expression {
  const taken = scalarFunction("substring", [text, { kind: "UnaryMinus", child: count }, intLiteral(2147483647)]);
  if (count.kind === "Literal" && typeof count.value === "number") {
    const fromEnd = scalarFunction("substring", [text, intLiteral(-count.value), intLiteral(2147483647)]);
    return ifElse(isNull(text), NULL, count.value <= 0 ? stringLiteral("") : fromEnd);
  }
  return ifElse(isNull(text), NULL, ifElse(comparison("<=", count, intLiteral(0)), stringLiteral(""), taken));
}

/** `decode(x, a, 1, b, 2, other)`: null equals null. */
function decode(args: readonly Expression[]): Expression {
  const [value, ...rest] = args as [Expression, ...Expression[]];
  const branches: (readonly [Expression, Expression])[] = [];
  for (let i = 0; i + 1 < rest.length; i += 2) branches.push([comparison("<=>", value, rest[i]!), rest[i + 1]!]);
  return caseWhen(branches, rest.length % 2 === 1 ? rest.at(-1) : NULL);
}

const asBoolean = (flag: Expression): Expression =>
  dataTypeOf(flag).kind === "boolean" ? flag : implicitCast(flag, BooleanType);
const minOrMax = (name: "min" | "max"): ReplacedFunction =>
  replaced(1, (flag) => aggregateExpression(name, [asBoolean(flag)]));
const both = (y: Expression, x: Expression): Expression => ({ kind: "And", left: isNotNull(y), right: isNotNull(x) });

/** Spark's RuntimeReplaceable functions; column names show the call, plans the replacement. */
export const REPLACED_FUNCTIONS: Readonly<Record<string, ReplacedFunction>> = {
  nvl: replaced(2, coalesce),
  ifnull: replaced(2, coalesce),
  nvl2: replaced(3, (value, then, otherwise) => ifElse(isNotNull(value), then, otherwise)),
  nullif: replaced(2, (a, b) => ifElse(equalTo(a, b), NULL, a)),
  nullifzero: replaced(1, (a) => ifElse(equalTo(a, intLiteral(0)), NULL, a)),
  zeroifnull: replaced(1, (a) => coalesce(a, intLiteral(0))),
  equal_null: replaced(2, (a, b) => comparison("<=>", a, b)),
  left: replaced(2, (text, count) => scalarFunction("substring", [text, intLiteral(1), count])),
  right: replaced(2, right),
  ilike: replaced(2, (text, pattern, ...rest) => scalarFunction("like", [lower(text), lower(pattern), ...rest]), 3),
  negative: replaced(1, (child) => ({ kind: "UnaryMinus", child })),
  array_size: replaced(1, (array) => scalarFunction("size", [array])),
  array_append: replaced(2, (array, value) => scalarFunction("array_insert", [array, intLiteral(-1), value])),
  array_prepend: replaced(2, (array, value) => scalarFunction("array_insert", [array, intLiteral(1), value])),
  map_contains_key: replaced(2, (map, key) =>
    scalarFunction("array_contains", [scalarFunction("map_keys", [map]), key]),
  ),
  regexp_count: replaced(2, (text, pattern) =>
    scalarFunction("size", [scalarFunction("regexp_extract_all", [text, pattern, intLiteral(0)])]),
  ),
  decode: { min: 3, max: Number.POSITIVE_INFINITY, by: decode },
  to_date: replaced(1, (child) => implicitCast(child, DateType)),
  to_timestamp: replaced(1, (child) => implicitCast(child, TimestampType)),
  try_to_timestamp: replaced(1, tryCastOf(TimestampType)),
  try_to_date: replaced(1, tryCastOf(DateType)),
  curdate: replaced(0, () => scalarFunction("current_date", [])),
  count_if: replaced(1, (flag) => aggregateExpression("count", [ifElse(not(flag), NULL, flag)])),
  bool_and: minOrMax("min"),
  every: minOrMax("min"),
  bool_or: minOrMax("max"),
  any: minOrMax("max"),
  some: minOrMax("max"),
  median: replaced(1, (value) => aggregateExpression("percentile", [value, literal(0.5, DoubleType), longLiteral(1)])),
  any_value: replaced(
    1,
    (value, ignoreNulls = booleanLiteral(false)) =>
      aggregateExpression("first", [value], {
        ignoreNulls: ignoreNulls.kind === "Literal" && ignoreNulls.value === true,
      }),
    2,
  ),
  regr_count: replaced(2, (y, x) => aggregateExpression("count", [y, x])),
  regr_avgx: replaced(2, (y, x) => aggregateExpression("avg", [ifElse(both(y, x), x, NULL)])),
  regr_avgy: replaced(2, (y, x) => aggregateExpression("avg", [ifElse(both(y, x), y, NULL)])),
};

/** `int(x)`, `string(x)`: casts whose columns are named after what they cast. */
export const CAST_FUNCTIONS: Readonly<Record<string, ReplacedFunction>> = {
  string: castOf(StringType),
  date: castOf(DateType),
  timestamp: castOf(TimestampType),
  boolean: castOf(BooleanType),
  binary: castOf({ kind: "binary" }),
  tinyint: castOf({ kind: "byte" }),
  smallint: castOf({ kind: "short" }),
  int: castOf({ kind: "integer" }),
  bigint: castOf({ kind: "long" }),
  float: castOf({ kind: "float" }),
  double: castOf({ kind: "double" }),
  decimal: castOf({ kind: "decimal", precision: 10, scale: 0 }),
};
