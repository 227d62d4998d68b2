/**
 * A deep copy of plain data: primitives, arrays, maps, sets and plain objects. Other objects, which know themselves what they are,
 * stay the same.
 *
 * @example
 * cloneValue({ counts: [1, 2] }); // { counts: [1, 2] }
 */
export function cloneValue<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  if (value instanceof Map) return new Map([...value].map(([key, held]) => [copy(key), copy(held)]));
  if (value instanceof Set) return new Set([...value].map(copy));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, copy(held)]));
}
