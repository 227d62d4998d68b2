/**
 * Doubles and floats as text, as Java's `Double.toString` and Spark's cast to string have them: always with a decimal
 * point, in scientific notation from 10^7 up and below 10^−3.
 *
 * @example
 * doubleToString(1); // "1.0"
 * doubleToString(12345678); // "1.2345678E7"
 */
export function doubleToString(value: number): string {
  return javaText(value, String(Math.abs(value)));
}

/** {@link doubleToString} for a 32-bit float: the shortest digits that give the same float back. */
export function floatToString(value: number): string {
  const magnitude = Math.abs(value);
  for (let digits = 1; digits < 10; digits++) {
    const text = magnitude.toPrecision(digits);
    if (Math.fround(Number(text)) === magnitude) return javaText(value, String(Number(text)));
  }
  return doubleToString(value);
}

function javaText(value: number, shortest: string): string {
  if (Number.isNaN(value)) return "NaN";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const magnitude = Math.abs(value);
  if (magnitude === Number.POSITIVE_INFINITY) return `${sign}Infinity`;
  if (magnitude === 0) return `${sign}0.0`;
  const { digits, exponent } = scientific(shortest);
  if (magnitude >= 1e-3 && magnitude < 1e7) return sign + plain(digits, exponent);
  return `${sign}${digits[0]}.${digits.slice(1) || "0"}E${exponent}`;
}

/** Splits JavaScript's text of a positive number into its significant digits and the exponent of the first one. */
function scientific(text: string): { digits: string; exponent: number } {
  const [mantissa, power = "0"] = text.split("e") as [string, string?];
  const [whole, fraction = ""] = mantissa.split(".") as [string, string?];
  const all = whole + fraction;
  const leading = all.length - all.replace(/^0+/, "").length;
  const digits = all.slice(leading).replace(/0+$/, "");
  return { digits, exponent: whole.length - 1 - leading + Number(power) };
}

function plain(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${whole}.${digits.slice(exponent + 1) || "0"}`;
}
