import { castInvalidInput, numericValueOutOfRange } from "./arithmetic-errors.js";
import { fitsIntegral } from "./cast-integral.js";
import type { DataType } from "./data-type.js";
import { parseDate } from "./date-time.js";
import { parseDecimal, toPrecision } from "./decimal.js";
import { longValue } from "./long-value.js";
import { parseTimestamp } from "./timestamp-text.js";
import { isIntegral } from "./type-coercion.js";
import { typeSql } from "./type-name.js";
import { utf8Encode } from "./utf8.js";

/**
 * String → any atomic type. Blanks around the text do not count. Timestamps are on the clocks of `zone`, the session's.
 * @throws SparkError CAST_INVALID_INPUT for malformed text under ANSI; without ANSI the result is null.
 */
export function castFromString(to: DataType, ansi: boolean, zone?: string): (text: string) => unknown {
  const parse = parser(to, ansi, zone);
  return (text) => {
    const value = parse(text);
    if (value !== undefined) return value;
    if (ansi) throw castInvalidInput(text, "STRING", typeSql(to));
    return null;
  };
}

/** Reads a text as a value of the type; undefined when it is none. */
function parser(to: DataType, ansi: boolean, zone: string | undefined): (text: string) => unknown {
  if (isIntegral(to)) return (text) => parseIntegral(text, to, ansi);
  switch (to.kind) {
    case "double":
      return parseDouble;
    case "float":
      return (text) => {
        const value = parseDouble(text);
        return value === undefined ? undefined : Math.fround(value);
      };
    case "decimal":
      return (text) => {
        const parsed = parseDecimal(text);
        if (parsed === undefined) return undefined;
        const held = toPrecision(parsed.unscaled, parsed.scale, to);
        if (held === undefined && ansi) throw numericValueOutOfRange(text.trim(), to.precision, to.scale);
        return held;
      };
    case "boolean":
      return (text) => BOOLEANS[text.trim().toLowerCase()];
    case "date":
      return parseDate;
    case "timestamp":
      return (text) => parseTimestamp(text, zone);
    case "binary":
      return utf8Encode;
    default:
      return () => undefined;
  }
}

function parseIntegral(text: string, to: DataType, ansi: boolean): unknown {
  // Without ANSI a fraction is dropped: "1.9" is 1.
  const match = /^([+-]?\d+)(\.\d*)?$/.exec(text.trim());
  if (match === null || (ansi && match[2] !== undefined)) return undefined;
  const value = longValue(BigInt(match[1]!.replace("+", "")));
  return fitsIntegral(value, to) ? value : undefined;
}

const SPECIAL_DOUBLES: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  "+inf": Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
  "+infinity": Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
  "-infinity": Number.NEGATIVE_INFINITY,
};

function parseDouble(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[df]?$/.test(trimmed)) return Number(trimmed.replace(/[df]$/, ""));
  return SPECIAL_DOUBLES[trimmed];
}

const BOOLEANS: Readonly<Record<string, boolean>> = {
  t: true,
  true: true,
  y: true,
  yes: true,
  "1": true,
  f: false,
  false: false,
  n: false,
  no: false,
  "0": false,
};
