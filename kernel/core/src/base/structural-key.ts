/**
 * A `Map` key that is equal where Spark's keys are equal: primitives stand for themselves, tuples and objects are compared by
 * what they hold.
 *
 * @example
 * structuralKey(["a", 1]) === structuralKey(["a", 1]); // true
 */
export function structuralKey(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return `\u0000${encode(value)}`;
}

function encode(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(encode).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, held]) => `${JSON.stringify(key)}:${encode(held)}`);
    return `{${entries.join(",")}}`;
  }
  return typeof value === "string" ? JSON.stringify(value) : `${typeof value}:${String(value)}`;
}
