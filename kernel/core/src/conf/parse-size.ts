const UNITS: Record<string, number> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };

/**
 * Bytes of a size as Spark writes it; undefined when it is none.
 *
 * @example
 * parseSize("10m", "b"); // 10485760
 * parseSize("512", "m"); // 536870912
 */
export function parseSize(text: string, defaultUnit: string): number | undefined {
  const match = /^\s*(-?\d+)\s*([bkmgtp])?i?b?\s*$/i.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * UNITS[match[2]?.toLowerCase() ?? defaultUnit]!;
}
