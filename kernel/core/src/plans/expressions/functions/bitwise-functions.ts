import { type DataType, IntegerType, LongType } from "../../../types/data-type.js";
import { isIntegral } from "../../../types/type-coercion.js";
import { INTEGRAL } from "./abstract-types.js";
import { commonType, type FunctionTable, firstType, fn, type InputRule, infix, named } from "./function-spec.js";

/** Both operands as the wider of two whole numbers. */
const bothIntegral: InputRule = (types, ansi) =>
  types.every((t) => isIntegral(t) || t.kind === "null") ? commonType(types, ansi) : types.map(() => INTEGRAL);
const operator = (symbol: string) =>
  fn(bothIntegral, firstType, { minArgs: 2, maxArgs: 2, planText: infix(symbol), sql: infix(symbol) });
const narrow = ([type]: readonly DataType[]): readonly (DataType | undefined)[] => [
  type?.kind === "long" ? undefined : IntegerType,
  IntegerType,
];
/** `shiftleft(a, n)`, or `a << n` as it was written. */
const shifting = (name: string, symbol: string) =>
  fn(narrow, ([type]) => (type?.kind === "long" ? LongType : IntegerType), {
    minArgs: 2,
    maxArgs: 2,
    planText: (args, { alias }) => (alias === symbol ? infix(symbol) : named(name))(args),
    sql: (args, { alias }) => (alias === symbol ? infix(symbol) : named(name))(args),
  });

export const BITWISE_FUNCTIONS: FunctionTable = {
  "&": operator("&"),
  "|": operator("|"),
  "^": operator("^"),
  "~": fn([INTEGRAL], firstType, { planText: ([a]) => `~${a}`, sql: ([a]) => `~${a}` }),
  shiftleft: shifting("shiftleft", "<<"),
  shiftright: shifting("shiftright", ">>"),
  shiftrightunsigned: shifting("shiftrightunsigned", ">>>"),
  bit_count: fn(([type]) => [type?.kind === "boolean" ? undefined : INTEGRAL], IntegerType, { minArgs: 1, maxArgs: 1 }),
};
