import { arrayType, type DataType, IntegerType, NullType } from "../../../types/data-type.js";
import { findWiderType } from "../../../types/type-coercion.js";
import { nullableOf } from "../data-type-of.js";
import { requireSameTypes } from "../datatype-mismatch.js";
import { ARRAY, ARRAY_OR_MAP } from "./abstract-types.js";
import {
  asTheyAre,
  commonType,
  type FunctionSpec,
  type FunctionTable,
  fn,
  type NullableRule,
} from "./function-spec.js";

const elementOf = (types: readonly DataType[]): DataType => {
  const type = types[0]!;
  return type.kind === "array" ? type.elementType : type.kind === "map" ? type.valueType : NullType;
};

const item: FunctionSpec = fn(
  ([container, key], ansi) =>
    container?.kind === "map" && key
      ? [undefined, findWiderType(container.keyType, key, ansi)]
      : [undefined, IntegerType],
  elementOf,
  {
    minArgs: 2,
    maxArgs: 2,
    nullable: (...call) => elementNullable(0)(...call),
    planText: (args) => `${args[0]}[${args[1]}]`,
    sql: (args) => `${args[0]}[${args[1]}]`,
  },
);
/**
 * Of an array that is written out, and with a constant position inside it, the element there; else it may be null (Spark's
 * `computeNullabilityFromArray`).
 */
const elementNullable =
  (first: 0 | 1): NullableRule =>
  (_, [type], [array, at]) => {
    const elements = array?.kind === "ScalarFunction" && array.name === "array" ? array.args : undefined;
    const position = at?.kind === "Literal" && typeof at.value === "number" ? at.value : undefined;
    if (type?.kind !== "array" || position === undefined || elements === undefined) return true;
    const index = first === 1 && position < 0 ? elements.length + position : position - first;
    return elements[index] === undefined || nullableOf(elements[index]);
  };

/** element_at and try_element_at count from 1. */
const elementAt = (failsOnError: boolean): FunctionSpec =>
  fn(
    ([container, key], ansi) =>
      container?.kind === "map" && key
        ? [undefined, findWiderType(container.keyType, key, ansi)]
        : [ARRAY_OR_MAP, IntegerType],
    elementOf,
    {
      minArgs: 2,
      maxArgs: 2,
      nullable: failsOnError ? elementNullable(1) : true,
      planText: (args) => `element_at(${args.join(", ")}, None, ${failsOnError})`,
    },
  );

export const COLLECTION_FUNCTIONS: FunctionTable = {
  array: fn(commonType, (types) => arrayType(types[0] ?? NullType), {
    nullable: false,
    check: (call, types) => requireSameTypes(call, types),
  }),
  size: fn([ARRAY_OR_MAP], IntegerType, {
    planText: (args, { alias }) => `${alias ?? "size"}(${args[0]}, false)`,
  }),
  element_at: elementAt(true),
  try_element_at: elementAt(false),
  // `col("a")[0]` and `col("m")["k"]`; element_at counts from 1 and is not the same.
  getarrayitem: item,
  getmapvalue: item,
  // Structs of an array: the field of each.
  getarraystructfields: fn(asTheyAre, ([array], args) => arrayType(fieldOf(array, args[1])), {
    minArgs: 2,
    maxArgs: 2,
    planText: (args) => `${args[0]}.${args[1]}`,
    sql: (args) => `${args[0]}.${args[1]}`,
  }),
  // getarrayitem that gives null outside the array.
  get: fn([ARRAY, IntegerType], elementOf, {
    nullable: elementNullable(0),
    planText: (args) => `${args[0]}[${args[1]}]`,
  }),
};

function fieldOf(
  array: DataType | undefined,
  name: Parameters<FunctionSpec["dataType"]>[1][number] | undefined,
): DataType {
  if (array?.kind !== "array" || array.elementType.kind !== "struct" || name?.kind !== "Literal") return NullType;
  return array.elementType.fields.find((f) => f.name === name.value)?.dataType ?? NullType;
}
