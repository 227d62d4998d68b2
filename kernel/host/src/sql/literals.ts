import {
  AnalysisException,
  type AtomicType,
  BinaryType,
  ByteType,
  type DataType,
  DateType,
  DoubleType,
  decimalType,
  FloatType,
  IntegerType,
  LongType,
  longValue,
  type ParsedExpression,
  parseDate,
  parseTimestamp,
  ShortType,
  StringType,
  TimestampType,
} from "@stageplay/core";
import { parseBigDecimal, precisionOf } from "../files/decimal.js";
import { unsupported } from "./unsupported.js";

type Literal = Extract<ParsedExpression, { node: "literal" }>;

export function literal(dataType: DataType, value: unknown): Literal {
  return { node: "literal", dataType, value };
}

const INTEGRALS: Readonly<Record<string, { type: AtomicType; name: string; bits: bigint }>> = {
  Y: { type: ByteType, name: "tinyint", bits: 8n },
  S: { type: ShortType, name: "smallint", bits: 16n },
  L: { type: LongType, name: "bigint", bits: 64n },
};

/**
 * A number as Spark's parser types it: a whole one is the first of int, bigint, decimal that holds it; with a point it is a decimal;
 * with an exponent a double; or what its suffix says (Y, S, L, F, D, BD).
 */
export function numericLiteral(text: string): Literal {
  const match = /^(.*?)(BD|[YSLDF])?$/is.exec(text.replace(/\s/g, ""))!;
  const digits = match[1]!;
  const suffix = (match[2] ?? "").toUpperCase();
  const integral = INTEGRALS[suffix];
  if (integral) return integralLiteral(digits, integral);
  if (suffix === "D") return doubleLiteral(digits);
  if (suffix === "F") return literal(FloatType, Math.fround(Number(digits)));
  if (suffix === "" && /e/i.test(digits)) return doubleLiteral(digits);
  if (suffix === "" && /^-?\d+$/.test(digits)) return wholeLiteral(BigInt(digits));
  return decimalLiteral(digits);
}

function wholeLiteral(value: bigint): Literal {
  if (BigInt.asIntN(32, value) === value) return literal(IntegerType, Number(value));
  if (BigInt.asIntN(64, value) === value) return literal(LongType, longValue(value));
  return decimalLiteral(String(value));
}

function doubleLiteral(digits: string): Literal {
  const value = Number(digits);
  if (Number.isFinite(value)) return literal(DoubleType, value);
  throw outOfRange(digits, "double", "-1.7976931348623157E+308", "1.7976931348623157E+308");
}

function decimalLiteral(text: string): Literal {
  const { unscaled, scale } = parseBigDecimal(text)!;
  const value = scale < 0 ? unscaled * 10n ** BigInt(-scale) : unscaled;
  const positiveScale = Math.max(scale, 0);
  const precision = Math.max(precisionOf(value), positiveScale);
  if (precision > 38) {
    throw new AnalysisException({
      condition: "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION",
      message: `Decimal precision ${precision} exceeds max precision 38.`,
      nextStep: "Write fewer digits, or a double: 1.5E0 or 1.5D.",
    });
  }
  return literal(decimalType(precision, positiveScale), longValue(value));
}

function integralLiteral(
  digits: string,
  { type, name, bits }: { type: AtomicType; name: string; bits: bigint },
): Literal {
  const value = BigInt(digits);
  if (BigInt.asIntN(Number(bits), value) === value) return literal(type, longValue(value));
  const [min, max] = [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
  throw outOfRange(digits, name, String(min), String(max));
}

function outOfRange(digits: string, type: string, min: string, max: string): AnalysisException {
  return new AnalysisException({
    condition: "INVALID_NUMERIC_LITERAL_RANGE",
    message: `Numeric literal ${digits} is outside the valid range for ${type} with minimum value of ${min} and maximum value of ${max}.`,
    nextStep: "Adjust the value, or leave out the suffix.",
  });
}

/** `date'…'`, `timestamp'…'`, `X'…'`. */
export function typedLiteral(typeName: string, value: string): Literal {
  const name = typeName.toUpperCase();
  if (name === "DATE") return literal(DateType, parseDate(value) ?? invalidTyped(name, value));
  if (name === "TIMESTAMP" || name === "TIMESTAMP_LTZ") return timestampLiteral(value) ?? invalidTyped(name, value);
  if (name === "X") return literal(BinaryType, hexBytes(value) ?? invalidTyped(name, value));
  throw unsupported(`a literal of the type ${name}`, "Write the value as a string and cast it.");
}

/** A text that names its zone is the same moment in every session. */
function timestampLiteral(text: string): Literal | undefined {
  const micros = parseTimestamp(text);
  if (micros === undefined) return undefined;
  const made = literal(TimestampType, micros);
  return parseTimestamp(text, "+01:00") === micros ? made : { ...made, isLocal: true };
}

function invalidTyped(name: string, value: string): never {
  throw new AnalysisException({
    condition: "INVALID_TYPED_LITERAL",
    message: `The value of the typed literal "${name}" is invalid: '${value}'.`,
    nextStep: "Write dates as DATE'2024-01-31', timestamps as TIMESTAMP'2024-01-31 10:00:00', binary as X'1F'.",
  });
}

function hexBytes(text: string): Uint8Array | undefined {
  if (!/^[0-9a-f]*$/i.test(text)) return undefined;
  return Uint8Array.from(Buffer.from(text.length % 2 === 0 ? text : `0${text}`, "hex"));
}

const ESCAPES: Readonly<Record<string, string>> = { 0: "\0", b: "\b", n: "\n", r: "\r", t: "\t", Z: "\x1a" };

/** The text between the quotes: doubled quotes and backslash escapes resolved, `r'…'` taken as it is. */
export function stringValue(token: string): string {
  if (/^r/i.test(token)) return token.slice(2, -1);
  const quote = token[0]!;
  const body = token.slice(1, -1).replaceAll(quote + quote, quote);
  return body.replace(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2}|[\s\S])/g, (_, code: string) => {
    if (code.length > 3) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    if (code.length === 3) return String.fromCharCode(Number.parseInt(code, 8));
    if (code === "%" || code === "_") return `\\${code}`; // kept for LIKE
    return ESCAPES[code] ?? code;
  });
}

export function stringLiteral(tokens: readonly string[]): Literal {
  return literal(StringType, tokens.map(stringValue).join(""));
}
