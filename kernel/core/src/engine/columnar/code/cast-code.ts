import type { TimeZoneId } from "../../../plans/expressions/index.js";
import { castFunction } from "../../../types/cast.js";
import { vectorKind } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import { isIntegral } from "../../../types/type-coercion.js";
import { nullSafeCode, setFromCall } from "./call-code.js";
import type { FunctionCode } from "./function-code.js";
import { presentValue, type ValueCode } from "./value-code.js";

const WIDTH: Readonly<Record<string, number>> = { byte: 1, short: 2, integer: 4, long: 8 };

/** A cast: nothing to do between numbers where the target holds them all, else the row-wise function. */
export function castCode(
  from: DataType,
  to: DataType,
  child: () => ValueCode,
  fn: FunctionCode,
  zone?: TimeZoneId,
): ValueCode {
  if (isIntegral(from) && isIntegral(to) && WIDTH[to.kind]! >= WIDTH[from.kind]!) {
    return { ...withoutColumn(child()), type: to, kind: vectorKind(to) };
  }
  if (isIntegral(from) && to.kind === "double") {
    const value = child();
    const number = value.mayBeBig ? `Number(${value.value})` : value.value;
    return { type: to, kind: "double", value: number, isNull: value.isNull };
  }
  if (from.kind === "float" && to.kind === "double") return { ...child(), type: to };
  const cast = fn.constant(castOf(from, to, fn.ansi, zone));
  const code = nullSafeCode([child], to, true, fn, ([a], result, isNull) =>
    setFromCall(`${cast}(${presentValue(a!)})`, result, isNull, true, fn),
  );
  return { ...code, mayBeBig: to.kind === "long" || to.kind === "decimal" || to.kind === "timestamp" };
}

/** An int column is no double column, even where the values are the same. */
function withoutColumn({ column: _column, ...code }: ValueCode): ValueCode {
  return code;
}

const casts = new Map<string, (value: unknown) => unknown>();

/** One function a cast, so that equal expressions share their source. */
function castOf(
  from: DataType,
  to: DataType,
  ansi: boolean,
  zone: TimeZoneId | undefined,
): (value: unknown) => unknown {
  const key = `${ansi} ${zone} ${JSON.stringify([from, to])}`;
  const known = casts.get(key) ?? castFunction(from, to, ansi, zone);
  casts.set(key, known);
  return known;
}
