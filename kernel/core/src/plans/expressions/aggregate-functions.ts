import {
  arrayType,
  BooleanType,
  type DataType,
  type DecimalType,
  DoubleType,
  IntegerType,
  LongType,
  type LongValue,
  mapType,
  NullType,
  StringType,
  type StructField,
  structField,
  structType,
} from "../../types/data-type.js";
import { decimalText } from "../../types/decimal.js";
import { adjustPrecisionScale, boundedDecimal, isIntegral } from "../../types/type-coercion.js";
import { intLiteral, literal, longLiteral } from "./builders.js";
import type { AggregateExpression, AggregateFunctionName, Expression } from "./expression.js";
import { INTEGRAL, NUMERIC, STRING_OR_BINARY } from "./functions/abstract-types.js";
import type { InputType } from "./functions/function-spec.js";
import { literalText } from "./literal-text.js";

/** The buffer of an aggregate while it runs: the columns between its partial and its final side (golden d03, d04). */
export type AggregateBuffer = readonly StructField[];

/** All that planning knows of an aggregate function. */
export interface AggregateSpec {
  /** From the type of the first argument; the others, and the arguments themselves, for the functions that need them. */
  readonly dataType: (input: DataType, types?: readonly DataType[], args?: readonly Expression[]) => DataType;
  readonly nullable: boolean;
  readonly buffer: (input: DataType, types?: readonly DataType[], args?: readonly Expression[]) => AggregateBuffer;
  /** How many arguments it takes: one when left out. */
  readonly args?: { readonly min: number; readonly max: number };
  /** Arguments that stand for missing ones. */
  readonly defaults?: readonly Expression[];
  /** What the arguments are cast to. */
  readonly inputs?: readonly InputType[];
  /** Its buffer is an object of its own, serialized for the shuffle: an ObjectHashAggregate (G6). */
  readonly isObject?: true;
  /** It is no part of a generated function. */
  readonly isImperative?: true;
  /** Arguments are compared with one another: maps cannot be. */
  readonly needsOrder?: true;
  /** What Spark's plans show behind the arguments. */
  readonly shownInPlans?: (e: AggregateExpression) => readonly string[];
  /** The arguments that column names show, where these are others. */
  readonly sqlArgs?: (e: AggregateExpression) => readonly Expression[];
}

/** The type of sum(x), and of its buffer: 10 more digits for a decimal. */
function sumType(input: DataType): DataType {
  if (input.kind === "decimal") return boundedDecimal(input.precision + 10, input.scale);
  return isIntegral(input) ? LongType : DoubleType;
}

function avgType(input: DataType): DataType {
  return input.kind === "decimal" ? adjustPrecisionScale(input.precision + 4, input.scale + 4) : DoubleType;
}

/** avg adds up doubles, or decimals exactly. */
function avgSumType(input: DataType): DataType {
  return input.kind === "decimal" ? sumType(input as DecimalType) : DoubleType;
}

const same = (input: DataType): DataType => input;
const valueAndFlag = (name: string) => (input: DataType) => [
  structField(name, input),
  structField("valueSet", BooleanType, false),
];
const doubles =
  (...names: readonly string[]) =>
  (): AggregateBuffer =>
    names.map((name) => structField(name, DoubleType, false));
const collected = (input: DataType): DataType => arrayType(input, false);
/** The buffer of a function that keeps an object: Spark writes its bytes, we its values. */
const object =
  (type: (input: DataType) => DataType) =>
  (input: DataType): AggregateBuffer => [structField("buf", type(input), false)];
const counts = (input: DataType): DataType => mapType(input, LongType, false);
const sketch = (): DataType =>
  structType([
    structField("head", arrayType(DoubleType, false)),
    structField("samples", arrayType(arrayType(DoubleType, false), false)),
    structField("count", LongType),
  ]);

const sum: AggregateSpec = {
  dataType: sumType,
  nullable: true,
  inputs: [NUMERIC],
  buffer: (input) => {
    const total = structField("sum", sumType(input));
    return input.kind === "decimal" ? [total, structField("isEmpty", BooleanType, false)] : [total];
  },
};
const avg: AggregateSpec = {
  dataType: avgType,
  nullable: true,
  inputs: [NUMERIC],
  buffer: (input) => [structField("sum", avgSumType(input)), structField("count", LongType, false)],
};
const collect: AggregateSpec = {
  dataType: collected,
  nullable: false,
  isObject: true,
  buffer: (input) => [structField("buf", collected(input), false)],
  // Offsets of its buffers, and whether it skips nulls (golden d25).
  shownInPlans: () => ["0", "0", "true"],
};
const moment: AggregateSpec = {
  dataType: () => DoubleType,
  nullable: true,
  inputs: [DoubleType],
  buffer: doubles("n", "avg", "m2"),
};
const covariance: AggregateSpec = {
  ...moment,
  args: { min: 2, max: 2 },
  inputs: [DoubleType, DoubleType],
  buffer: doubles("n", "xAvg", "yAvg", "ck"),
};
const bits = (name: string): AggregateSpec => ({
  dataType: same,
  nullable: true,
  inputs: [INTEGRAL],
  buffer: (input) => [structField(name, input)],
});
const extreme = (name: "min" | "max"): AggregateSpec => ({
  dataType: same,
  nullable: true,
  needsOrder: true,
  buffer: (input) => [structField(name, input)],
});
const extremeBy: AggregateSpec = {
  dataType: same,
  nullable: true,
  args: { min: 2, max: 2 },
  buffer: (input, types) => [
    structField("valueWithExtremumOrdering", input),
    structField("extremumOrdering", types?.[1] ?? input),
  ],
};

/** percentile gives a double for each percentage asked for. */
const percentile: AggregateSpec = {
  dataType: (_, types) => (types?.[1]?.kind === "array" ? arrayType(DoubleType, false) : DoubleType),
  nullable: true,
  isObject: true,
  args: { min: 2, max: 3 },
  inputs: [NUMERIC, undefined, LongType],
  defaults: [longLiteral(1)],
  buffer: object(counts),
  shownInPlans: () => ["0", "0", "false"],
};

const AGGREGATES: Readonly<Record<AggregateFunctionName, AggregateSpec>> = {
  count: {
    dataType: () => LongType,
    nullable: false,
    buffer: () => [structField("count", LongType, false)],
    args: { min: 1, max: Number.POSITIVE_INFINITY },
  },
  sum,
  try_sum: {
    ...sum,
    buffer: (input) => [structField("sum", sumType(input)), structField("isEmpty", BooleanType, false)],
  },
  avg,
  try_avg: avg,
  min: extreme("min"),
  max: extreme("max"),
  first: {
    dataType: same,
    nullable: true,
    buffer: valueAndFlag("first"),
    shownInPlans: (e) => [String(e.ignoreNulls)],
  },
  last: { dataType: same, nullable: true, buffer: valueAndFlag("last"), shownInPlans: (e) => [String(e.ignoreNulls)] },
  collect_list: collect,
  collect_set: collect,
  stddev: moment,
  stddev_samp: moment,
  stddev_pop: moment,
  variance: moment,
  var_samp: moment,
  var_pop: moment,
  skewness: { ...moment, buffer: doubles("n", "avg", "m2", "m3") },
  kurtosis: { ...moment, buffer: doubles("n", "avg", "m2", "m3", "m4") },
  corr: { ...covariance, buffer: doubles("n", "xAvg", "yAvg", "ck", "xMk", "yMk") },
  covar_samp: covariance,
  covar_pop: covariance,
  bit_and: bits("bit_and"),
  bit_or: bits("bit_or"),
  bit_xor: bits("bit_xor"),
  max_by: extremeBy,
  min_by: extremeBy,
  product: {
    dataType: () => DoubleType,
    nullable: true,
    inputs: [DoubleType],
    buffer: () => [structField("product", DoubleType)],
  },
  mode: {
    dataType: same,
    nullable: true,
    isObject: true,
    args: { min: 1, max: 1 },
    buffer: object(counts),
    shownInPlans: () => ["0", "0", "None"],
  },
  percentile,
  percentile_approx: {
    dataType: (input, types) => (types?.[1]?.kind === "array" ? arrayType(input, false) : input),
    nullable: true,
    isObject: true,
    args: { min: 2, max: 3 },
    inputs: [NUMERIC, undefined, IntegerType],
    defaults: [intLiteral(10_000)],
    buffer: object(sketch),
    shownInPlans: () => ["0", "0"],
  },
  listagg: {
    dataType: () => StringType,
    nullable: true,
    isObject: true,
    args: { min: 1, max: 2 },
    defaults: [literal(null, NullType)],
    inputs: [STRING_OR_BINARY, STRING_OR_BINARY],
    buffer: object(() => arrayType(StringType, false)),
    shownInPlans: () => ["0", "0"],
  },
  approx_count_distinct: {
    dataType: () => LongType,
    nullable: false,
    args: { min: 1, max: 2 },
    defaults: [literal(0.05, DoubleType)],
    // Its registers are longs; how many follows from the relative error.
    buffer: (_, __, args) =>
      Array.from({ length: registerWords(args) }, (_, i) => structField(`MS[${i}]`, LongType, false)),
    shownInPlans: () => ["0", "0"],
    sqlArgs: (e) => e.args.slice(0, 1),
    isImperative: true,
  },
  // The pivot column, the value, and the pivot values, each with a column of the buffer.
  pivotfirst: {
    dataType: (_, types) => arrayType(types?.[1] ?? NullType),
    nullable: false,
    args: { min: 2, max: Number.POSITIVE_INFINITY },
    buffer: (_, types, args) =>
      (args ?? []).slice(2).map((value) => structField(textOf(value), types?.[1] ?? NullType)),
    shownInPlans: () => ["0", "0"],
    isImperative: true,
  },
};

/** The relative error of an approx_count_distinct: its second argument. */
export function relativeErrorOf({ args }: Pick<AggregateExpression, "args">): number {
  const error = args[1];
  if (error?.kind !== "Literal") return 0.05;
  return error.dataType.kind === "decimal"
    ? Number(decimalText(error.value as LongValue, error.dataType.scale))
    : Number(error.value);
}

/** How many longs hold the registers of HyperLogLog++: six bits each, ten in a long. */
function registerWords(args: readonly Expression[] | undefined): number {
  const precision = Math.ceil((2 * Math.log(1.106 / relativeErrorOf({ args: args ?? [] }))) / Math.log(2));
  return Math.floor(2 ** precision / 10) + 1;
}

const textOf = (e: Expression): string => (e.kind === "Literal" ? literalText(e.value, e.dataType) : e.kind);

/** The entry of an aggregate function: result type and buffer by the types of its arguments. */
export function aggregateSpec(name: AggregateFunctionName): AggregateSpec {
  return AGGREGATES[name];
}

/** Other names of aggregates, which column names keep. */
const OTHER_NAMES: Readonly<Record<string, AggregateFunctionName>> = {
  mean: "avg",
  std: "stddev",
  first_value: "first",
  last_value: "last",
  array_agg: "collect_list",
  string_agg: "listagg",
  approx_percentile: "percentile_approx",
};

/** The aggregate that a (lower-case) SQL name stands for. */
export function aggregateByName(name: string): AggregateFunctionName | undefined {
  if (Object.hasOwn(AGGREGATES, name)) return name as AggregateFunctionName;
  return Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined;
}
