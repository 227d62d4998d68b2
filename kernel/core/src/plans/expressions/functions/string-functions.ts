import {
  arrayType,
  BinaryType,
  BooleanType,
  type DataType,
  IntegerType,
  LongType,
  StringType,
} from "../../../types/data-type.js";
import { findWiderCommonType } from "../../../types/type-coercion.js";
import { intLiteral, literal, stringLiteral } from "../builders.js";
import { mismatch } from "../datatype-mismatch.js";
import { STRING_OR_BINARY } from "./abstract-types.js";
import {
  asFirst,
  asTheyAre,
  castTo,
  type FunctionTable,
  firstType,
  fn,
  type InputRule,
  named,
  someZone,
  stringFunction,
} from "./function-spec.js";

const noString = literal(null, StringType);

/** concat joins strings, binaries, or arrays of one common type. */
const concatInputs: InputRule = (types, ansi) => {
  const like = (kind: DataType["kind"]) =>
    types.some((t) => t.kind === kind) && types.every((t) => [kind, "null"].includes(t.kind));
  if (types.some((t) => t.kind === "array")) {
    const wider = findWiderCommonType(types, ansi);
    return types.map(() => (wider?.kind === "array" ? wider : undefined));
  }
  return types.map(() => (like("binary") ? BinaryType : StringType));
};
const concatType = (types: readonly DataType[]): DataType =>
  types[0] === undefined || types[0].kind === "null" ? StringType : types[0];

const text = StringType;
/** trim and its kin show whether there are characters of their own to trim. */
const trims = (name: string, side: string) =>
  fn([text], text, {
    maxArgs: 2,
    inputs: castTo(text),
    planText: ([source, characters]) =>
      `${name}(${source}, ${characters === undefined ? "None" : `Some(${characters})`})`,
    sql: ([source, characters], call) => {
      if (call.alias !== undefined)
        return `${call.alias}(${[source, characters].filter((a) => a !== undefined).join(", ")})`;
      return characters === undefined ? `${name}(${source})` : `TRIM(${side} ${characters} FROM ${source})`;
    },
  });
const predicate = (name: string) =>
  fn([text, text], BooleanType, {
    inputs: sameKind,
    planText: named(name),
    nullable: ([a, b], types) => a === true || b === true || types[0]?.kind === "binary",
  });
/** Two strings, or two binaries. */
function sameKind(types: readonly DataType[]): readonly DataType[] {
  return types.map(() => (types.every((t) => t.kind === "binary") ? BinaryType : StringType));
}
const padding = fn([STRING_OR_BINARY, IntegerType, STRING_OR_BINARY], firstType, { defaults: [stringLiteral(" ")] });

export const STRING_FUNCTIONS: FunctionTable = {
  lower: stringFunction(1, StringType),
  upper: stringFunction(1, StringType),
  length: fn([STRING_OR_BINARY], IntegerType),
  bit_length: fn([STRING_OR_BINARY], IntegerType),
  octet_length: fn([STRING_OR_BINARY], IntegerType),
  trim: trims("trim", "BOTH"),
  btrim: { ...trims("trim", "BOTH"), sql: named("btrim") },
  ltrim: trims("ltrim", "LEADING"),
  rtrim: trims("rtrim", "TRAILING"),
  reverse: fn((types) => [types[0]?.kind === "array" ? undefined : StringType], firstType, { minArgs: 1, maxArgs: 1 }),
  substring_index: fn([text, text, IntegerType], text),
  translate: stringFunction(3, StringType),
  locate: fn([text, text, IntegerType], IntegerType, { defaults: [intLiteral(1)] }),
  find_in_set: stringFunction(2, IntegerType),
  ascii: stringFunction(1, IntegerType),
  char: fn([LongType], text),
  space: fn([IntegerType], text),
  levenshtein: fn([text, text, IntegerType], IntegerType, {
    minArgs: 2,
    planText: ([a, b, most]) => `levenshtein(${a}, ${b}, ${most === undefined ? "None" : `Some(${most})`})`,
  }),
  soundex: stringFunction(1, StringType),
  initcap: stringFunction(1, StringType),
  concat: fn(concatInputs, concatType, {
    check: (call, types) => {
      const arrays = types.filter((t) => t.kind === "array");
      if (arrays.length === 0 || arrays.length === types.length) return;
      throw mismatch(
        `concat(${call.args.length} arguments)`,
        "DATA_DIFF_TYPES",
        "input to `concat` should all be the same type",
        "Give either arrays or strings.",
        {},
      );
    },
  }),
  // Arguments are strings or arrays of strings; null ones are left out, a null separator gives null.
  concat_ws: fn((types) => types.map((t) => (t.kind === "array" ? undefined : StringType)), text, {
    minArgs: 1,
    nullable: asFirst,
  }),
  elt: fn(
    (types) => types.map((t, i) => (i === 0 ? IntegerType : t.kind === "binary" ? undefined : StringType)),
    text,
    {
      minArgs: 2,
      nullable: true,
      planText: (args) => `elt(${args.join(", ")}, true)`,
    },
  ),
  substring: fn([STRING_OR_BINARY, IntegerType, IntegerType], firstType, { defaults: [intLiteral(2147483647)] }),
  split: fn([text, text, IntegerType], arrayType(text, false), { defaults: [intLiteral(-1)] }),
  split_part: fn([text, text, IntegerType], text, {
    nullable: true,
    planText: ([s, by, at]) => `element_at(stringsplitsql(${s}, ${by}), ${at}, Some(), false)`,
  }),
  replace: fn([text, text, text], text, { defaults: [stringLiteral("")] }),
  overlay: fn([STRING_OR_BINARY, STRING_OR_BINARY, IntegerType, IntegerType], firstType, {
    defaults: [intLiteral(-1)],
  }),
  instr: stringFunction(2, IntegerType),
  lpad: padding,
  rpad: padding,
  repeat: fn([text, IntegerType], text),
  like: fn([text, text, text], BooleanType, { minArgs: 2, planText: likeText, sql: likeText }),
  contains: predicate("Contains"),
  startswith: predicate("StartsWith"),
  endswith: predicate("EndsWith"),
  mask: fn([text, text, text, text, text], text, {
    minArgs: 1,
    nullable: true,
    defaults: [stringLiteral("X"), stringLiteral("x"), stringLiteral("n"), noString],
  }),
  luhn_check: stringFunction(1, BooleanType, { nullable: true }),
  quote: stringFunction(1, StringType, { nullable: true }),
  sentences: fn([text, text, text], arrayType(arrayType(text, false), false), {
    minArgs: 1,
    nullable: true,
    defaults: [stringLiteral(""), stringLiteral("")],
  }),
  // What `show` does to every column (golden d01): a cast to string that writes NULL for null.
  toprettystring: fn(asTheyAre, text, {
    minArgs: 1,
    maxArgs: 1,
    nullable: false,
    zoned: true,
    planText: (args, call) => `toprettystring(${args[0]}, ${someZone(call)})`,
  }),
};

function likeText([value, pattern, escapeCharacter]: readonly string[]): string {
  return `${value} LIKE ${pattern}${escapeCharacter === undefined ? "" : ` ESCAPE '${escapeCharacter}'`}`;
}
