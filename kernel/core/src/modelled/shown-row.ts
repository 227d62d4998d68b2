import { type AttributeReference, dataTypeOf, type Expression } from "../plans/expressions/index.js";
import { isLongLike } from "../types/column-vector.js";
import type { DataType } from "../types/data-type.js";
import { longValue } from "../types/long-value.js";
import { shownArray } from "./modelled-array.js";

/** Makes values that rows can hold of those that models do: whole numbers where the type has no others, arrays that are as long as they say. */
export function shownRow(columns: readonly (AttributeReference | Expression)[]): (row: unknown[]) => unknown[] {
  const shown = columns.map((column) => shownValue(dataTypeOf(column)));
  return (row) => row.map((value, i) => shown[i]!(value));
}

function shownValue(type: DataType): (value: unknown) => unknown {
  if (!isLongLike(type) && type.kind !== "integer" && type.kind !== "short" && type.kind !== "byte") return shownArray;
  return (value) => {
    if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
    const whole = Math.round(value);
    return Number.isSafeInteger(whole) ? whole : longValue(BigInt(whole));
  };
}
