import { ByteType, type DataType, DoubleType, decimalType, IntegerType, LongType } from "../../../types/data-type.js";
import {
  adjustPrecisionScale,
  decimalArithmeticType,
  decimalForIntegral,
  isIntegral,
} from "../../../types/type-coercion.js";
import { intLiteral } from "../builders.js";
import { mismatch, requireSameTypes } from "../datatype-mismatch.js";
import type { Expression, ScalarFunction } from "../expression.js";
import { INTEGRAL, NUMERIC } from "./abstract-types.js";
import {
  asTheyAre,
  castTo,
  commonType,
  doubleFunction,
  type FunctionTable,
  firstType,
  fn,
  type InputRule,
  infix,
  named,
} from "./function-spec.js";

/** floor and ceil give a long, or a decimal without decimals. */
function wholeType(types: readonly DataType[], args: readonly Expression[]): DataType {
  const type = types[0]!;
  if (args.length > 1) return roundType(types, args);
  return type.kind === "decimal" ? decimalType(Math.min(38, type.precision - type.scale + 1), 0) : LongType;
}

/** round keeps its input's type; a decimal keeps as many decimals as asked for. */
function roundType(types: readonly DataType[], args: readonly Expression[]): DataType {
  const type = types[0]!;
  if (type.kind !== "decimal") return type;
  const asked = args[1];
  const scale = asked?.kind === "Literal" ? Number(asked.value) : 0;
  const whole = type.precision - type.scale + 1;
  if (scale < 0) return decimalType(Math.min(38, Math.max(whole, -scale + 1)), 0);
  const kept = Math.min(type.scale, scale);
  return adjustPrecisionScale(Math.max(1, whole + kept), kept);
}

const rounding = fn([NUMERIC, IntegerType], roundType, { nullable: true, defaults: [intLiteral(0)], constants: [1] });

/** `floor(x)` of a double, a decimal or a long; with a scale a decimal one. */
const whole = (name: string) =>
  fn(([type, scale]) => (scale === undefined ? [wholeInput(type!)] : [decimalInput(type!), IntegerType]), wholeType, {
    minArgs: 1,
    maxArgs: 2,
    nullable: true,
    constants: [1],
    planText: (args, { alias }) => `${alias ?? (args.length > 1 ? name.toLowerCase() : name)}(${args.join(", ")})`,
    sql: (args, { alias }) => `${alias ?? (args.length > 1 ? name.toLowerCase() : name)}(${args.join(", ")})`,
  });
const wholeInput = (type: DataType): DataType | undefined =>
  type.kind === "decimal" || type.kind === "double" || type.kind === "long" ? undefined : DoubleType;
const DIGITS: Readonly<Record<string, DataType>> = {
  byte: decimalType(3, 0),
  short: decimalType(5, 0),
  integer: decimalType(10, 0),
  long: decimalType(20, 0),
  float: decimalType(14, 7),
};
const decimalInput = (type: DataType): DataType | undefined =>
  type.kind === "decimal" ? undefined : (DIGITS[type.kind] ?? decimalType(30, 15));

/** Strings are not read as numbers here. */
const extremeInputs: InputRule = (types, ansi) => {
  const isMixed = types.some((t) => t.kind === "string") && types.some((t) => t.kind !== "string" && t.kind !== "null");
  return isMixed ? types.map(() => undefined) : commonType(types, ansi);
};

const extreme = fn(extremeInputs, firstType, { minArgs: 2, nullable: "allArgs", check: comparable });

function comparable(call: ScalarFunction, types: readonly DataType[]): void {
  requireSameTypes(call, types);
  ordered(call, types);
}

/** @throws AnalysisException for maps, which have no order */
export function ordered({ name }: ScalarFunction, types: readonly DataType[]): void {
  const type = types.find((t) => t.kind === "map");
  if (type === undefined) return;
  const what = `The \`${name}\` does not support ordering on type "MAP"`;
  throw mismatch(`${name}(…)`, "INVALID_ORDERING_TYPE", what, "Compare map_entries(m), or single values of it.", {});
}

const oneDouble = (name: string) => doubleFunction(1, name, { nullable: true });
const remainder = ([a, b]: readonly DataType[]): DataType =>
  a?.kind === "decimal" && b?.kind === "decimal" ? decimalArithmeticType("%", a, b) : a!;
/** Decimals stay as they are, a whole number beside one becomes as wide as its type needs. */
const remainderInputs: InputRule = (types, ansi) => {
  const isExact = types.some((t) => t.kind === "decimal") && types.every((t) => t.kind === "decimal" || isIntegral(t));
  return isExact
    ? types.map((t) => (t.kind === "decimal" ? undefined : decimalForIntegral(t)))
    : commonType(types, ansi);
};
const constant = (name: string) =>
  fn([], DoubleType, { nullable: false, planText: () => `${name}()`, sql: () => `${name}()` });
const seeded = (name: string) =>
  fn([LongType], DoubleType, { minArgs: 0, nullable: false, deterministic: false, sql: named(name) });

export const MATH_FUNCTIONS: FunctionTable = {
  abs: fn([NUMERIC], firstType),
  positive: fn([NUMERIC], firstType, { planText: ([a]) => a!, sql: ([a]) => `(+ ${a})` }),
  round: rounding,
  bround: rounding,
  floor: whole("FLOOR"),
  ceil: whole("CEIL"),
  rint: doubleFunction(1, "rint", { nullable: true }),
  sqrt: oneDouble("SQRT"),
  exp: oneDouble("EXP"),
  expm1: oneDouble("EXPM1"),
  ln: doubleFunction(1, "ln", { nullable: true }),
  log10: oneDouble("LOG10"),
  log2: oneDouble("LOG2"),
  log1p: oneDouble("LOG1P"),
  log: fn((types) => types.map(() => DoubleType), DoubleType, {
    minArgs: 1,
    maxArgs: 2,
    nullable: true,
    planText: (args) => (args.length === 1 ? `LOG(2.718281828459045, ${args[0]})` : named("LOG")(args)),
    sql: (args) => (args.length === 1 ? `LOG(E(), ${args[0]})` : named("LOG")(args)),
  }),
  power: doubleFunction(2, "POWER", { planText: powerText, sql: powerText }),
  signum: doubleFunction(1, "SIGNUM", { nullable: true, planText: signText, sql: signText }),
  cbrt: oneDouble("CBRT"),
  sin: oneDouble("SIN"),
  cos: oneDouble("COS"),
  tan: oneDouble("TAN"),
  cot: oneDouble("COT"),
  sec: oneDouble("SEC"),
  csc: oneDouble("CSC"),
  asin: oneDouble("ASIN"),
  acos: oneDouble("ACOS"),
  atan: oneDouble("ATAN"),
  sinh: oneDouble("SINH"),
  cosh: oneDouble("COSH"),
  tanh: oneDouble("TANH"),
  asinh: oneDouble("ASINH"),
  acosh: oneDouble("ACOSH"),
  atanh: oneDouble("ATANH"),
  atan2: doubleFunction(2, "ATAN2"),
  hypot: doubleFunction(2, "HYPOT"),
  degrees: oneDouble("DEGREES"),
  radians: oneDouble("RADIANS"),
  e: constant("E"),
  pi: constant("PI"),
  factorial: fn([IntegerType], LongType, { nullable: true }),
  width_bucket: fn([DoubleType, DoubleType, DoubleType, LongType], LongType, { nullable: true }),
  // Spark's generator, seeded with the seed and the partition; rand is uniform in [0, 1), randn has mean 0 and deviation 1.
  rand: seeded("rand"),
  randn: seeded("randn"),
  // `a div b`: the quotient without its fraction, as a long.
  div: fn(
    (types, ansi) => {
      const wider = types.every(isIntegral) ? LongType : commonType(types, ansi)[0];
      return types.map(() => (wider !== undefined && "precision" in wider ? wider : LongType));
    },
    LongType,
    { minArgs: 2, maxArgs: 2, nullable: true, planText: infix("div"), sql: infix("div") },
  ),
  mod: fn(remainderInputs, remainder, { minArgs: 2, maxArgs: 2, nullable: true }),
  pmod: fn(remainderInputs, remainder, { minArgs: 2, maxArgs: 2, nullable: true }),
  getbit: fn([INTEGRAL, IntegerType], ByteType),
  greatest: extreme,
  least: extreme,
  isnan: fn([NUMERIC], { kind: "boolean" }, { nullable: false, inputs: castTo(DoubleType) }),
  // What keys of floating point go through before they are grouped or joined, so that NaNs and zeros are equal (golden d29).
  normalizenanandzero: fn(asTheyAre, firstType, { minArgs: 1, maxArgs: 1 }),
  knownfloatingpointnormalized: fn(asTheyAre, firstType, { minArgs: 1, maxArgs: 1 }),
};

function powerText(args: readonly string[], { alias }: ScalarFunction): string {
  return `${alias ?? "POWER"}(${args.join(", ")})`;
}

function signText(args: readonly string[], { alias }: ScalarFunction): string {
  return `${alias ?? "SIGNUM"}(${args.join(", ")})`;
}
