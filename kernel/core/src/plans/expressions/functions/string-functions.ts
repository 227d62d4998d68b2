import {
  arrayType,
  BinaryType,
  BooleanType,
  type DataType,
  IntegerType,
  StringType,
} from "../../../types/data-type.js";
import { findWiderCommonType } from "../../../types/type-coercion.js";
import { intLiteral } from "../builders.js";
import {
  asTheyAre,
  castTo,
  type FunctionTable,
  type InputRule,
  returns,
  stringFunction,
  upperName,
} from "./function-spec.js";

/** concat joins strings, or arrays of one common type. */
const concatInputs: InputRule = (types, ansi) => {
  const target = types.every((t) => t.kind === "array") ? findWiderCommonType(types, ansi) : StringType;
  return types.map(() => target);
};
const concatType = (types: readonly DataType[]): DataType => (types[0]?.kind === "array" ? types[0] : StringType);

const trimText = (name: string) => ({ planText: (args: readonly string[]) => `${name}(${args.join(", ")}, None)` });
const infix = (word: string) => (args: readonly string[]) => `${args[0]} ${word} ${args[1]}`;
const predicate = (name: string) => stringFunction(2, BooleanType, { planText: upperName(name) });
const substring = stringFunction(3, StringType, {
  minArgs: 2,
  inputs: castTo(StringType, IntegerType),
  defaults: [intLiteral(2147483647)],
});

export const STRING_FUNCTIONS: FunctionTable = {
  lower: stringFunction(1, StringType),
  sha1: stringFunction(1, StringType, { inputs: castTo(BinaryType) }),
  upper: stringFunction(1, StringType),
  length: stringFunction(1, IntegerType),
  trim: stringFunction(1, StringType, trimText("trim")),
  ltrim: stringFunction(1, StringType, trimText("ltrim")),
  rtrim: stringFunction(1, StringType, trimText("rtrim")),
  reverse: {
    ...stringFunction(1, StringType),
    inputs: (types) => [types[0]?.kind === "array" ? undefined : StringType],
    dataType: (types) => types[0] ?? StringType,
  },
  substring_index: stringFunction(3, StringType, { inputs: castTo(StringType, StringType, IntegerType) }),
  translate: stringFunction(3, StringType),
  locate: stringFunction(3, IntegerType, {
    minArgs: 2,
    inputs: castTo(StringType, StringType, IntegerType),
    defaults: [intLiteral(1)],
  }),
  ascii: stringFunction(1, IntegerType),
  left: stringFunction(2, StringType, { inputs: castTo(StringType, IntegerType) }),
  right: stringFunction(2, StringType, { inputs: castTo(StringType, IntegerType) }),
  levenshtein: stringFunction(2, IntegerType),
  ilike: stringFunction(2, BooleanType),
  initcap: stringFunction(1, StringType),
  concat: {
    minArgs: 1,
    maxArgs: Number.POSITIVE_INFINITY,
    inputs: concatInputs,
    dataType: concatType,
    nullable: "anyArg",
  },
  // Arguments are strings or arrays of strings; null ones are left out, a null separator gives null.
  concat_ws: {
    minArgs: 1,
    maxArgs: Number.POSITIVE_INFINITY,
    inputs: (types) => types.map((t) => (t.kind === "array" ? undefined : StringType)),
    dataType: returns(StringType),
    nullable: true,
  },
  substring,
  split: stringFunction(3, arrayType(StringType, false), {
    minArgs: 2,
    inputs: castTo(StringType, StringType, IntegerType),
    defaults: [intLiteral(-1)],
  }),
  replace: stringFunction(3, StringType),
  regexp_replace: stringFunction(3, StringType),
  regexp_extract: stringFunction(3, StringType, {
    minArgs: 2,
    inputs: castTo(StringType, StringType, IntegerType),
    defaults: [intLiteral(1)],
  }),
  instr: stringFunction(2, IntegerType),
  lpad: stringFunction(3, StringType, { inputs: castTo(StringType, IntegerType, StringType) }),
  rpad: stringFunction(3, StringType, { inputs: castTo(StringType, IntegerType, StringType) }),
  repeat: stringFunction(2, StringType, { inputs: castTo(StringType, IntegerType) }),
  like: stringFunction(2, BooleanType, { planText: infix("LIKE"), sql: infix("LIKE") }),
  rlike: stringFunction(2, BooleanType, { planText: upperName("RLIKE"), sql: upperName("RLIKE") }),
  contains: predicate("Contains"),
  startswith: predicate("StartsWith"),
  endswith: predicate("EndsWith"),
  // What `show` does to every column (golden d01): a cast to string that writes NULL for null.
  toprettystring: {
    minArgs: 1,
    maxArgs: 1,
    inputs: asTheyAre,
    dataType: returns(StringType),
    nullable: false,
    planText: (args) => `toprettystring(${args[0]}, Some(UTC))`,
  },
};
