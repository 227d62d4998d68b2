import {
  arrayType,
  BooleanType,
  type DataType,
  IntegerType,
  LongType,
  NullType,
  StringType,
} from "../../../types/data-type.js";
import { findWiderType } from "../../../types/type-coercion.js";
import {
  asTheyAre,
  castTo,
  commonType,
  type FunctionSpec,
  type FunctionTable,
  firstType,
  returns,
} from "./function-spec.js";

const elementType = (type: DataType | undefined): DataType => (type?.kind === "array" ? type.elementType : NullType);

/** Functions of one array. */
const ofArray = (dataType: FunctionSpec["dataType"], nullable: FunctionSpec["nullable"] = "anyArg"): FunctionSpec => ({
  minArgs: 1,
  maxArgs: 1,
  inputs: asTheyAre,
  dataType,
  nullable,
});

/** Functions of two arrays of one type. */
const ofTwo = (dataType: FunctionSpec["dataType"], nullable: FunctionSpec["nullable"] = "anyArg"): FunctionSpec => ({
  minArgs: 2,
  maxArgs: 2,
  inputs: commonType,
  dataType,
  nullable,
});

/** Functions of an array and a value that its elements are compared with. */
const withValue = (dataType: FunctionSpec["dataType"]): FunctionSpec => ({
  minArgs: 2,
  maxArgs: 2,
  inputs: ([array, value], ansi) => {
    const wider = array?.kind === "array" && value ? findWiderType(array.elementType, value, ansi) : undefined;
    return [wider && arrayType(wider), wider];
  },
  dataType,
  nullable: "anyArg",
});

export const ARRAY_FUNCTIONS: FunctionTable = {
  array_distinct: ofArray(firstType),
  array_max: ofArray((types) => elementType(types[0]), true),
  array_min: ofArray((types) => elementType(types[0]), true),
  array_join: {
    minArgs: 2,
    maxArgs: 3,
    inputs: castTo(arrayType(StringType), StringType),
    dataType: returns(StringType),
    nullable: "anyArg",
  },
  array_position: withValue(returns(LongType)),
  array_remove: withValue(firstType),
  array_union: ofTwo(firstType),
  array_intersect: ofTwo(firstType),
  array_except: ofTwo(firstType),
  arrays_overlap: ofTwo(returns(BooleanType), true),
  array_repeat: {
    minArgs: 2,
    maxArgs: 2,
    inputs: castTo(undefined, IntegerType),
    dataType: (types) => arrayType(types[0]!),
    nullable: true,
  },
  slice: { minArgs: 3, maxArgs: 3, inputs: castTo(undefined, IntegerType), dataType: firstType, nullable: "anyArg" },
  flatten: ofArray((types) => elementType(types[0]), true),
};
