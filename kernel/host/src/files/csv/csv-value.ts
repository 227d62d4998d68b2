import { type DataType, longValue } from "@stageplay/core";
import { decimalOf, parseBigDecimal } from "../decimal.js";
import { parseDouble } from "../java-number.js";
import type { CsvOptions } from "./csv-options.js";

/** Reads one field as its type; undefined when it is malformed. */
export type CsvConverter = (text: string) => unknown;

const BITS: Readonly<Record<string, number>> = { byte: 8, short: 16, integer: 32, long: 64 };

export function csvConverter(type: DataType, options: CsvOptions): CsvConverter {
  switch (type.kind) {
    case "string":
      return (text) => text;
    case "byte":
    case "short":
    case "integer":
    case "long":
      return (text) => parseWhole(text, BITS[type.kind]!);
    case "double":
      return (text) => parseFloating(text, options);
    case "float":
      return (text) => {
        const value = parseFloating(text, options);
        return value === undefined ? undefined : Math.fround(value);
      };
    case "boolean":
      return (text) => BOOLEANS[text.toLowerCase()];
    case "decimal":
      return (text) => {
        const decimal = parseBigDecimal(text);
        return decimal && decimalOf(decimal, type);
      };
    case "date":
      return options.temporal.parseDate;
    case "timestamp":
      return options.temporal.parseTimestamp;
    case "binary":
      return (text) => new Uint8Array(Buffer.from(text, "utf8"));
    default:
      return () => undefined; // void, and nested types, which no CSV holds
  }
}

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false };

function parseWhole(text: string, bits: number): unknown {
  if (!/^[+-]?\d{1,19}$/.test(text)) return undefined;
  // 15 digits are safe as a double and the usual case.
  const value = text.length <= 15 ? Number(text) : longValue(BigInt(text.replace("+", "")));
  if (bits === 64 && typeof value === "number") return value;
  if (bits === 64) return BigInt.asIntN(64, BigInt(value)) === BigInt(value) ? value : undefined;
  const limit = 2 ** (bits - 1);
  return value >= -limit && value < limit ? Number(value) : undefined;
}

function parseFloating(text: string, { nanValue, positiveInf, negativeInf }: CsvOptions): number | undefined {
  if (text === nanValue) return Number.NaN;
  if (text === positiveInf) return Number.POSITIVE_INFINITY;
  if (text === negativeInf) return Number.NEGATIVE_INFINITY;
  return parseDouble(text);
}
