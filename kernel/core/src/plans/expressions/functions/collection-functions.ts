import { arrayType, BooleanType, type DataType, IntegerType, LongType, NullType } from "../../../types/data-type.js";
import { findWiderType } from "../../../types/type-coercion.js";
import { booleanLiteral } from "../builders.js";
import { asTheyAre, commonType, type FunctionSpec, type FunctionTable, firstType, returns } from "./function-spec.js";

const any = Number.POSITIVE_INFINITY;
const elementOf = (types: readonly DataType[]): DataType => {
  const type = types[0]!;
  return type.kind === "array" ? type.elementType : type.kind === "map" ? type.valueType : NullType;
};

const item: FunctionSpec = {
  minArgs: 2,
  maxArgs: 2,
  inputs: asTheyAre,
  dataType: elementOf,
  nullable: true,
  planText: (args) => `${args[0]}[${args[1]}]`,
  sql: (args) => `${args[0]}[${args[1]}]`,
};

export const COLLECTION_FUNCTIONS: FunctionTable = {
  array: {
    minArgs: 0,
    maxArgs: any,
    inputs: commonType,
    dataType: (types) => arrayType(types[0] ?? NullType),
    nullable: false,
  },
  size: {
    minArgs: 1,
    maxArgs: 1,
    inputs: asTheyAre,
    dataType: returns(IntegerType),
    nullable: "anyArg",
    planText: (args) => `size(${args[0]}, false)`,
  },
  array_contains: {
    minArgs: 2,
    maxArgs: 2,
    inputs: ([array, value], ansi) => {
      const wider = array?.kind === "array" && value ? findWiderType(array.elementType, value, ansi) : undefined;
      return [wider && arrayType(wider), wider];
    },
    dataType: returns(BooleanType),
    nullable: true,
  },
  sort_array: {
    minArgs: 1,
    maxArgs: 2,
    inputs: asTheyAre,
    dataType: firstType,
    nullable: "anyArg",
    defaults: [booleanLiteral(true)],
  },
  // `col("a")[0]` and `col("m")["k"]`; element_at counts from 1 and is not the same.
  getarrayitem: item,
  getmapvalue: item,
  hash: {
    minArgs: 1,
    maxArgs: any,
    inputs: asTheyAre,
    dataType: returns(IntegerType),
    nullable: false,
    planText: (args) => `hash(${args.join(", ")}, 42)`,
  },
  monotonically_increasing_id: {
    minArgs: 0,
    maxArgs: 0,
    inputs: asTheyAre,
    dataType: returns(LongType),
    nullable: false,
  },
};
