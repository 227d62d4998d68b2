import {
  arrayType,
  BooleanType,
  type DataType,
  type DecimalType,
  DoubleType,
  LongType,
  type StructField,
  structField,
} from "../../types/data-type.js";
import { adjustPrecisionScale, boundedDecimal, isIntegral } from "../../types/type-coercion.js";
import type { AggregateFunctionName } from "./expression.js";

/** The buffer of an aggregate while it runs: the columns between its partial and its final side (golden d03, d04). */
export type AggregateBuffer = readonly StructField[];

interface AggregateSpec {
  readonly dataType: (input: DataType) => DataType;
  readonly nullable: boolean;
  readonly buffer: (input: DataType) => AggregateBuffer;
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
const collected = (input: DataType): DataType => arrayType(input, false);
const collect: AggregateSpec = {
  dataType: collected,
  nullable: false,
  buffer: (input) => [structField("buf", collected(input), false)],
};

const moment: AggregateSpec = {
  dataType: () => DoubleType,
  nullable: true,
  buffer: () => ["n", "avg", "m2"].map((name) => structField(name, DoubleType, false)),
};

const AGGREGATES: Readonly<Record<AggregateFunctionName, AggregateSpec>> = {
  count: { dataType: () => LongType, nullable: false, buffer: () => [structField("count", LongType, false)] },
  sum: {
    dataType: sumType,
    nullable: true,
    buffer: (input) => {
      const sum = structField("sum", sumType(input));
      return input.kind === "decimal" ? [sum, structField("isEmpty", BooleanType, false)] : [sum];
    },
  },
  avg: {
    dataType: avgType,
    nullable: true,
    buffer: (input) => [structField("sum", avgSumType(input)), structField("count", LongType, false)],
  },
  min: { dataType: same, nullable: true, buffer: (input) => [structField("min", input)] },
  max: { dataType: same, nullable: true, buffer: (input) => [structField("max", input)] },
  first: { dataType: same, nullable: true, buffer: valueAndFlag("first") },
  last: { dataType: same, nullable: true, buffer: valueAndFlag("last") },
  collect_list: collect,
  collect_set: collect,
  stddev: moment,
  stddev_samp: moment,
  stddev_pop: moment,
  variance: moment,
  var_samp: moment,
  var_pop: moment,
};

/** The entry of an aggregate function: result type and buffer by the type of its (first) argument. */
export function aggregateSpec(name: AggregateFunctionName): AggregateSpec {
  return AGGREGATES[name];
}

const OTHER_NAMES: Readonly<Record<string, AggregateFunctionName>> = {
  mean: "avg",
  std: "stddev",
  first_value: "first",
  last_value: "last",
  array_agg: "collect_list",
};

/** The aggregate that a (lower-case) SQL name stands for. */
export function aggregateByName(name: string): AggregateFunctionName | undefined {
  if (Object.hasOwn(AGGREGATES, name)) return name as AggregateFunctionName;
  return Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined;
}
