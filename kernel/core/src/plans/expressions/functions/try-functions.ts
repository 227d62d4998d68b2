import { type DataType, DateType, DoubleType, IntegerType } from "../../../types/data-type.js";
import { decimalArithmeticType, findWiderType } from "../../../types/type-coercion.js";
import { type FunctionTable, fn, type InputRule, infix } from "./function-spec.js";

type Operator = "+" | "-" | "*" | "/" | "%";

/** The operands of arithmetic, as `a + b` would have them. */
const operands =
  (op: Operator): InputRule =>
  (types, ansi) => {
    const [a, b] = types as [DataType, DataType];
    if (a.kind === "decimal" && b.kind === "decimal") return [undefined, undefined];
    if (a.kind === "date" && op !== "*" && op !== "/") return [undefined, b.kind === "date" ? undefined : IntegerType];
    const wider = findWiderType(a, b, ansi);
    const common = op === "/" && wider?.kind !== "decimal" ? DoubleType : wider;
    return [common, common];
  };

/** Arithmetic that gives null where it would fail. */
const attempt = (op: Operator) =>
  fn(
    operands(op),
    ([a, b]) => {
      if (a?.kind === "date") return b?.kind === "date" ? IntegerType : DateType;
      return a?.kind === "decimal" && b?.kind === "decimal" ? decimalArithmeticType(op, a, b) : a!;
    },
    { minArgs: 2, maxArgs: 2, nullable: true, planText: infix(op) },
  );

export const TRY_FUNCTIONS: FunctionTable = {
  try_add: attempt("+"),
  try_subtract: attempt("-"),
  try_multiply: attempt("*"),
  try_divide: attempt("/"),
  try_mod: attempt("%"),
};
