/** Plain data of equal content: arrays entry by entry, objects key by key, numbers exactly. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  return keys.every((key) => Object.hasOwn(right, key) && sameValue(left[key], right[key]));
}

/** A deep copy as plain data: whatever watched the value while it was read is left behind. */
export function plainCopy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Array.from(value, plainCopy);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, entry]) => [String(key), plainCopy(entry)]));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plainCopy(entry)]));
}

/** A value as an author would write it in TypeScript. */
export function valueText(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number" || value === undefined) return String(value);
  if (Array.isArray(value)) return `[${shortened(value.map(valueText)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const own = (value as { toString?: unknown }).toString;
  if (typeof own === "function" && own !== Object.prototype.toString) return String(value);
  return `{ ${shortened(Object.entries(value).map(([key, entry]) => `${key}: ${valueText(entry)}`)).join(", ")} }`;
}

const MOST_ENTRIES = 12;

function shortened(entries: readonly string[]): readonly string[] {
  return entries.length <= MOST_ENTRIES
    ? entries
    : [...entries.slice(0, MOST_ENTRIES), `… ${entries.length - MOST_ENTRIES} more`];
}
