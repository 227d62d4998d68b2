/** A double as Java's Double.toString writes it: `1.0`, `1.0E10`, `1.0E-5`, `NaN`, `Infinity`. */
export function formatDouble(value: number): string {
  return formatShortest(value, String(value), () => value.toExponential());
}

/** A float: the shortest digits that read back as the same 32-bit number. */
export function formatFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  let digits = 1;
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== value) digits++;
  const shortest = Number(value.toPrecision(digits));
  return formatShortest(shortest, String(shortest), () => shortest.toExponential());
}

/** A double of a text in Java's notation, `1d`, `1.f`, `.5`, ` 2 ` and `Infinity` too, but no hexadecimal one. Undefined when it is none. */
export function parseDouble(text: string): number | undefined {
  const infinite = /^([+-]?)Infinity$/.exec(text.trim());
  if (infinite) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const match = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?=[dDfF]?$)/.exec(text.trim());
  return match ? Number(match[0]) : undefined;
}

function formatShortest(value: number, plain: string, exponential: () => string): string {
  if (!Number.isFinite(value)) return plain;
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return plain.includes(".") ? plain : `${plain}.0`;
  const [mantissa, exponent] = exponential().split("e") as [string, string];
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${exponent.replace("+", "")}`;
}
