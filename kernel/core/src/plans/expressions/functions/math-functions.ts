import { type DataType, DoubleType, decimalType, IntegerType, LongType } from "../../../types/data-type.js";
import { adjustPrecisionScale, isNumeric, widerDecimal } from "../../../types/type-coercion.js";
import { intLiteral } from "../builders.js";
import type { Expression } from "../expression.js";
import {
  asTheyAre,
  castTo,
  commonType,
  doubleFunction,
  type FunctionSpec,
  type FunctionTable,
  firstType,
  numericInput,
  upperName,
} from "./function-spec.js";

/** floor and ceil give a long, or a decimal without decimals. */
function wholeType(types: readonly DataType[]): DataType {
  const type = types[0]!;
  return type.kind === "decimal" ? decimalType(Math.min(38, type.precision - type.scale + 1), 0) : LongType;
}

/** round keeps its input's type; a decimal keeps as many decimals as asked for. */
function roundType(types: readonly DataType[], args: readonly Expression[]): DataType {
  const type = types[0]!;
  if (type.kind !== "decimal") return type;
  const asked = args[1];
  const scale = asked?.kind === "Literal" ? Number(asked.value) : 0;
  const kept = Math.max(0, Math.min(type.scale, scale));
  return adjustPrecisionScale(Math.max(1, type.precision - type.scale + 1 + kept), kept);
}

const unaryNumeric: FunctionSpec = {
  minArgs: 1,
  maxArgs: 1,
  inputs: numericInput,
  dataType: firstType,
  nullable: "anyArg",
};
const whole = (name: string): FunctionSpec => ({
  ...unaryNumeric,
  dataType: wholeType,
  planText: upperName(name),
  sql: upperName(name),
});
const rounding: FunctionSpec = {
  ...unaryNumeric,
  maxArgs: 2,
  inputs: (types) => [isNumeric(types[0]!) ? undefined : DoubleType, IntegerType],
  dataType: roundType,
  defaults: [intLiteral(0)],
};
const extreme: FunctionSpec = {
  minArgs: 2,
  maxArgs: Number.POSITIVE_INFINITY,
  inputs: commonType,
  dataType: firstType,
  nullable: "allArgs",
};

export const MATH_FUNCTIONS: FunctionTable = {
  abs: unaryNumeric,
  round: rounding,
  bround: rounding,
  floor: whole("FLOOR"),
  ceil: whole("CEIL"),
  sqrt: doubleFunction(1, "SQRT"),
  exp: doubleFunction(1, "EXP"),
  ln: doubleFunction(1, "ln"),
  log10: doubleFunction(1, "LOG10"),
  log2: doubleFunction(1, "LOG2"),
  power: doubleFunction(2, "POWER"),
  signum: doubleFunction(1, "SIGNUM"),
  cbrt: doubleFunction(1, "CBRT"),
  sin: doubleFunction(1, "SIN"),
  cos: doubleFunction(1, "COS"),
  tan: doubleFunction(1, "TAN"),
  asin: doubleFunction(1, "ASIN"),
  acos: doubleFunction(1, "ACOS"),
  atan: doubleFunction(1, "ATAN"),
  atan2: doubleFunction(2, "ATAN2"),
  hypot: doubleFunction(2, "HYPOT"),
  degrees: doubleFunction(1, "DEGREES"),
  radians: doubleFunction(1, "RADIANS"),
  // Uniform in [0, 1): Spark's generator, seeded with the seed and the partition.
  rand: { minArgs: 1, maxArgs: 1, inputs: castTo(LongType), dataType: () => DoubleType, nullable: false },
  spark_partition_id: {
    minArgs: 0,
    maxArgs: 0,
    inputs: asTheyAre,
    dataType: () => IntegerType,
    nullable: false,
    planText: () => "SPARK_PARTITION_ID()",
    sql: () => "SPARK_PARTITION_ID()",
  },
  pmod: {
    minArgs: 2,
    maxArgs: 2,
    inputs: commonType,
    dataType: ([a, b]) => (a?.kind === "decimal" && b?.kind === "decimal" ? widerDecimal(a, b) : a!),
    nullable: true,
  },
  getbit: {
    minArgs: 2,
    maxArgs: 2,
    inputs: castTo(undefined, IntegerType),
    dataType: () => ({ kind: "byte" }),
    nullable: "anyArg",
  },
  greatest: extreme,
  least: extreme,
  isnan: { ...doubleFunction(1, "isnan"), dataType: () => ({ kind: "boolean" }), nullable: false },
  // What keys of floating point go through before they are grouped or joined, so that NaNs and zeros are equal (golden d29).
  normalizenanandzero: { ...unaryNumeric, inputs: asTheyAre },
  knownfloatingpointnormalized: { ...unaryNumeric, inputs: asTheyAre },
};
