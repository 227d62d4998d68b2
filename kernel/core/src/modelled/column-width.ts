import type { Bytes } from "../base/brand.js";
import { unsafeRowSize } from "../engine/expressions/index.js";
import type { DataType } from "../types/data-type.js";
import { type Segment, valuesAt } from "./segment.js";
import type { Variable } from "./variable.js";

/** Places of a span whose widths are looked at. */
const PLACES: readonly number[] = [0.001, 0.5, 0.999];

const known = new WeakMap<Variable, (Bytes | undefined)[]>();

/** Bytes of a column's values behind their eight in an UnsafeRow, on average. */
export function columnWidth(variable: Variable, column: number): Bytes {
  const widths = known.get(variable) ?? [];
  known.set(variable, widths);
  widths[column] ??= measuredWidth(variable, column);
  return widths[column]!;
}

function measuredWidth({ slots, segments }: Variable, column: number): Bytes {
  const variablePart = variablePartOf(slots[column]!.dataType);
  if (variablePart === undefined) return 0;
  let bytes = 0;
  for (const segment of segments) bytes += segment.share * widthIn(segment, column, variablePart);
  return bytes;
}

function widthIn(segment: Segment, column: number, variablePart: (value: unknown) => Bytes): Bytes {
  const c = segment.components[column]!;
  if (c.kind === "value") return c.bytes ?? variablePart(c.value);
  const sum = PLACES.reduce((total, place) => total + variablePart(valuesAt(segment, place)[column]), 0);
  return sum / PLACES.length;
}

/** Bytes of a value behind its eight; undefined for types that need none. */
export function variablePartOf(type: DataType): ((value: unknown) => Bytes) | undefined {
  if (FIXED.has(type.kind) || (type.kind === "decimal" && type.precision <= 18)) return undefined;
  const sizeOf = unsafeRowSize([type]);
  return (value) => sizeOf([value]) - 16;
}

const FIXED: ReadonlySet<DataType["kind"]> = new Set([
  "boolean",
  "byte",
  "short",
  "integer",
  "long",
  "float",
  "double",
  "date",
  "timestamp",
  "null",
] as const);
