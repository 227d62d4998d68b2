import { structuralKey } from "../../base/structural-key.js";
import type { InternalRow } from "../../types/data-type.js";

/**
 * A `Map` key for the values that rows are grouped or joined by: equal exactly where SQL's values are equal (0 and −0, NaN and
 * NaN are; null equals null, which joins rule out themselves).
 */
export function groupKey(values: InternalRow): unknown {
  if (values.length === 1) return structuralKey(values[0]);
  let key = "";
  for (const value of values) key += typeof value === "string" ? `"${value.length}:${value}` : `|${text(value)}`;
  return key;
}

function text(value: unknown): string {
  if (typeof value !== "object" || value === null) return `${value === 0 ? 0 : String(value)}`;
  return String(structuralKey(value));
}
