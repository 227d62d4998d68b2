import {
  arrayType,
  BooleanType,
  type DataType,
  DateType,
  IntegerType,
  LongType,
  NullType,
  StringType,
  structField,
  structType,
} from "../../../types/data-type.js";
import { findTightestType, findWiderType, sameType } from "../../../types/type-coercion.js";
import { typeSql } from "../../../types/type-name.js";
import { booleanLiteral } from "../builders.js";
import { mismatch } from "../datatype-mismatch.js";
import type { Expression, ScalarFunction } from "../expression.js";
import { ARRAY } from "./abstract-types.js";
import {
  commonType,
  type FunctionSpec,
  type FunctionTable,
  firstType,
  fn,
  type InputRule,
  someZone,
} from "./function-spec.js";
import { ordered } from "./math-functions.js";

export const elementType = (type: DataType | undefined): DataType =>
  type?.kind === "array" ? type.elementType : NullType;

const holdsNull = (type: DataType | undefined): boolean => type?.kind === "array" && type.containsNull;

/** An array and a value of its elements' type: the wider of the two, as long as no string has to be read as a number. */
const withElement: InputRule = ([array, value, ...rest]) => {
  if (array?.kind !== "array") return [ARRAY, undefined];
  const wider = value && findTightestType(array.elementType, value);
  return wider === undefined
    ? [undefined, undefined]
    : [arrayType(wider, array.containsNull), wider, ...rest.map(() => undefined)];
};

/** @throws AnalysisException when the value is none that the array could hold */
export function fitting(call: ScalarFunction, types: readonly DataType[], at = 1): void {
  const [array, value] = [types[0], types[at]];
  if (array?.kind === "null" || value?.kind === "null") throw nullType(call);
  if (array?.kind !== "array" || value === undefined || sameType(array.elementType, value)) return;
  const what = `Input to \`${call.name}\` should have been "ARRAY" followed by a value with same element type, but it's ["${typeSql(array)}", "${typeSql(value)}"]`;
  throw mismatch(`${call.name}(…)`, "ARRAY_FUNCTION_DIFF_TYPES", what, "Cast the value to the type of the elements.", {
    functionName: call.name,
  });
}

export function nullType({ name }: ScalarFunction): Error {
  const what = `Null typed values cannot be used as arguments of \`${name}\``;
  return mismatch(`${name}(…)`, "NULL_TYPE", what, "Cast the null to a type.", { functionName: name });
}

/** Functions of one array. */
const ofArray = (dataType: FunctionSpec["dataType"], extra: Partial<FunctionSpec> = {}): FunctionSpec =>
  fn([ARRAY], dataType, extra);

/** Functions of two arrays of one type. */
const ofTwo = (dataType: FunctionSpec["dataType"], extra: Partial<FunctionSpec> = {}): FunctionSpec =>
  fn((types, ansi) => (types.every((t) => t.kind === "array") ? commonType(types, ansi) : [ARRAY, ARRAY]), dataType, {
    minArgs: 2,
    maxArgs: 2,
    check: sameArrays,
    ...extra,
  });

function sameArrays(call: ScalarFunction, types: readonly DataType[]): void {
  if (types.every((type) => sameType(elementType(type), elementType(types[0])))) return;
  const what = `Input to \`${call.name}\` should have been two "ARRAY" with same element type, but it's [${types.map((t) => `"${typeSql(t)}"`).join(", ")}]`;
  throw mismatch(`${call.name}(…)`, "BINARY_ARRAY_DIFF_TYPES", what, "Cast one of the arrays.", {});
}

const withValue = (dataType: FunctionSpec["dataType"]): FunctionSpec =>
  fn(withElement, dataType, { minArgs: 2, maxArgs: 2, check: (call, types) => fitting(call, types) });

/** The type of an array that gets one more element. */
const inserted = ([array]: readonly DataType[]): DataType => arrayType(elementType(array));

/** A struct of each array's element, named after the columns, else by number. */
function zipped(types: readonly DataType[], args: readonly Expression[]): DataType {
  const nameOf = (e: Expression | undefined, i: number): string =>
    e?.kind === "AttributeReference" || e?.kind === "GetStructField" || e?.kind === "Alias" ? e.name : String(i);
  return arrayType(structType(types.map((type, i) => structField(nameOf(args[i], i), elementType(type)))), false);
}

/** Whole numbers, or dates and timestamps; the step of those is an interval. */
const sequenceInputs: InputRule = (types, ansi) => {
  const [start, stop, step] = types;
  if (start?.kind === "date" || start?.kind === "timestamp") return [start, start, step && undefined];
  const wider = start && stop && findWiderType(start, stop, ansi);
  const common = step !== undefined && wider !== undefined ? findWiderType(wider, step, ansi) : wider;
  return types.map(() => common);
};

export const ARRAY_FUNCTIONS: FunctionTable = {
  array_distinct: ofArray(firstType),
  array_max: ofArray((types) => elementType(types[0]), { nullable: true, check: orderedElements }),
  array_min: ofArray((types) => elementType(types[0]), { nullable: true, check: orderedElements }),
  array_compact: ofArray(([type]) => arrayType(elementType(type), false), {
    planText: ([a]) => `knownnotcontainsnull(filter(${a}, lambdafunction(isnotnull(lambda arg), lambda arg, false)))`,
  }),
  array_join: fn([arrayType(StringType), StringType, StringType], StringType, {
    minArgs: 2,
    planText: ([a, by, forNull]) => `array_join(${a}, ${by}, ${forNull === undefined ? "None" : `Some(${forNull})`})`,
  }),
  array_position: withValue(() => LongType),
  array_remove: withValue(firstType),
  array_contains: {
    ...withValue(() => BooleanType),
    nullable: ([array, value], [type]) => array === true || value === true || holdsNull(type),
    check: (call, types) => {
      if (types.some((type) => type.kind === "null")) throw nullType(call);
      fitting(call, types);
    },
  },
  array_insert: fn(
    ([array, at, value]) => {
      const [a, v] = withElement([array!, value!], true);
      return [a, at && IntegerType, v];
    },
    inserted,
    {
      minArgs: 3,
      maxArgs: 3,
      nullable: ([array, at]) => array === true || at === true,
      planText: (args) => `array_insert(${args.join(", ")}, false)`,
      check: (call, types) => {
        const [array, , value] = types;
        if (value?.kind !== "null") fitting(call, [array!, value!]);
      },
    },
  ),
  array_union: ofTwo(firstType),
  array_intersect: ofTwo(firstType),
  array_except: ofTwo(firstType),
  arrays_overlap: ofTwo(() => BooleanType, {
    nullable: (nullable, types) => nullable.includes(true) || types.some(holdsNull),
  }),
  arrays_zip: fn((types) => types.map(() => ARRAY), zipped, {
    planText: (args, call) => {
      const names = zippedNames(call);
      return `arrays_zip(${[...args, ...names].join(", ")})`;
    },
  }),
  array_repeat: fn([undefined, IntegerType], (types) => arrayType(types[0]!), {
    nullable: ([, times]) => times === true,
  }),
  slice: fn([ARRAY, IntegerType, IntegerType], firstType),
  flatten: ofArray((types) => elementType(types[0]), {
    nullable: ([array], [type]) => array === true || holdsNull(type),
  }),
  sort_array: fn([ARRAY, BooleanType], firstType, { defaults: [booleanLiteral(true)], check: orderedElements }),
  sequence: fn(sequenceInputs, ([start]) => arrayType(start?.kind === "date" ? DateType : (start ?? NullType), false), {
    minArgs: 2,
    maxArgs: 3,
    zoned: true,
    planText: (args, call) =>
      `sequence(${[...args.slice(0, 2), stepText(args, call) ?? "None"].join(", ")}, ${someZone(call)})`,
    sql: (args, call) =>
      `sequence(${[...args.slice(0, 2), stepText(args, call)].filter((a) => a !== undefined).join(", ")})`,
  }),
  shuffle: ofArray(firstType, {
    deterministic: false,
    maxArgs: 2,
    inputs: (types) => types.map((_, i) => (i === 0 ? ARRAY : LongType)),
  }),
};

function zippedNames({ args }: ScalarFunction): readonly string[] {
  return args.map((e, i) => (e.kind === "AttributeReference" || e.kind === "GetStructField" ? e.name : String(i)));
}

function orderedElements(call: ScalarFunction, [array]: readonly DataType[]): void {
  ordered(call, [elementType(array)]);
}

/** A step of months, days and microseconds as an interval. */
function stepText(args: readonly string[], { args: [, , step] }: ScalarFunction): string | undefined {
  if (step?.kind !== "Literal" || !Array.isArray(step.value)) return args[2];
  const [months, days, micros] = step.value as [number, number, number];
  if (months !== 0) return `INTERVAL '${months}' MONTH`;
  return days !== 0 ? `INTERVAL '${days}' DAY` : `INTERVAL '${String(micros / 3_600_000_000).padStart(2, "0")}' HOUR`;
}
