import type { DataType } from "../../../types/data-type.js";
import type { FunctionCode } from "./function-code.js";
import { heldIn, NEVER, placeholder, type ValueCode } from "./value-code.js";

/**
 * Computes a value where all operands are there, else null. Operands are asked for one after the other: a later one is computed only when those
 * before are not null, as the row-wise evaluators do it.
 *
 * @param compute writes the code that sets `result`; it may set `isNull` too when `canBeNull`
 */
export function nullSafeCode(
  operands: readonly (() => ValueCode)[],
  type: DataType,
  canBeNull: boolean,
  fn: FunctionCode,
  compute: (values: readonly ValueCode[], result: string, isNull: string) => void,
): ValueCode {
  const result = fn.fresh("t");
  const isNull = `${result}n`;
  fn.line(`let ${result} = ${placeholder(type)};`);
  const at = fn.reserve();
  let nullable = canBeNull;
  const step = (values: readonly ValueCode[]): void => {
    const next = operands[values.length];
    if (next === undefined) {
      if (nullable) fn.line(`${isNull} = false;`);
      compute(values, result, isNull);
      return;
    }
    const value = next();
    if (value.isNull === NEVER) step([...values, value]);
    else {
      nullable = true;
      fn.block(`if (!${value.isNull})`, () => step([...values, value]));
    }
  };
  step([]);
  if (nullable) fn.fill(at, `let ${isNull} = true;`);
  return { ...heldIn(result, type, nullable ? isNull : NEVER), mayBeBig: false };
}

/** `result = call`, where the function called may give null. */
export function setFromCall(call: string, result: string, isNull: string, canBeNull: boolean, fn: FunctionCode): void {
  fn.line(`${result} = ${call};`);
  if (canBeNull) fn.line(`if (${result} === null) ${isNull} = true;`);
}
