import { BinaryType, decimalType, IntegerType, mapType, StringType } from "../../../types/data-type.js";
import { isNumeric } from "../../../types/type-coercion.js";
import { stringLiteral } from "../builders.js";
import { ANY_NUMBER_AS_LONG, NUMERIC, STRING_OR_BINARY } from "./abstract-types.js";
import { castTo, type FunctionTable, fn, stringFunction } from "./function-spec.js";
import { numberFormat } from "./number-pattern.js";

const text = StringType;
const invoke = (method: string) => (args: readonly string[]) => `static_invoke(${method}(${args.join(", ")}))`;

/** Between texts, bytes and numbers. */
export const FORMAT_FUNCTIONS: FunctionTable = {
  base64: fn([BinaryType], text, { planText: ([bytes]) => `static_invoke(Base64.encode(${bytes}, true))` }),
  unbase64: fn([text], BinaryType, { planText: ([s]) => `unbase64(${s}, false)` }),
  hex: fn(([type]) => [type?.kind === "string" || type?.kind === "binary" ? undefined : ANY_NUMBER_AS_LONG], text, {
    minArgs: 1,
    maxArgs: 1,
  }),
  unhex: fn([text], BinaryType, { nullable: true, planText: ([s]) => `unhex(${s}, false)` }),
  bin: fn([ANY_NUMBER_AS_LONG], text),
  conv: fn([text, IntegerType, IntegerType], text, {
    nullable: true,
    planText: (args) => `conv(${args.join(", ")}, true)`,
  }),
  encode: fn([text, text], BinaryType, {
    nullable: true,
    planText: ([s, charset]) => `static_invoke(Encode.encode(${s}, ${charset}, false, false))`,
  }),
  // decode(bytes, charset); with more arguments it is a CASE.
  decode: fn([BinaryType, text], text, {
    nullable: true,
    planText: ([s, charset]) => `static_invoke(StringDecode.decode(${s}, ${charset}, false, false))`,
  }),
  format_string: fn((types) => types.map((_, i) => (i === 0 ? text : undefined)), text, {
    minArgs: 1,
    nullable: false,
  }),
  // The second argument is a number of decimals, or a pattern such as `#,###.00`.
  format_number: fn(([, format]) => [NUMERIC_ONLY, format?.kind === "string" ? undefined : IntegerType], text, {
    minArgs: 2,
    maxArgs: 2,
    nullable: true,
  }),
  to_char: fn(
    (types) => [isNumeric(types[0]!) && types[0]!.kind !== "decimal" ? wholeDecimal(types[0]!.kind) : undefined, text],
    text,
    {
      minArgs: 2,
      maxArgs: 2,
    },
  ),
  to_number: fn([text, text], (_, args) => numberType(args[1])),
  try_to_number: fn([text, text], (_, args) => numberType(args[1]), { nullable: true }),
  to_binary: fn([STRING_OR_BINARY, text], BinaryType, { nullable: true, defaults: [stringLiteral("hex")] }),
  str_to_map: fn([text, text, text], mapType(text, text), { defaults: [stringLiteral(","), stringLiteral(":")] }),
  url_encode: fn([text], text, { nullable: true, planText: invoke("UrlCodec.encode") }),
  url_decode: fn([text], text, { nullable: true, planText: invoke("UrlCodec.decode") }),
  try_url_decode: fn([text], text, { nullable: true }),
  parse_url: fn([text, text, text], text, {
    minArgs: 2,
    nullable: true,
    inputs: castTo(text),
    planText: ([url, part, key]) =>
      `invoke(ParseUrlEvaluator(null,${part},${key ?? "null"},true).evaluate(${[url, part, key].filter((a) => a !== undefined).join(", ")}))`,
  }),
  is_valid_utf8: stringFunction(1, { kind: "boolean" }, { nullable: true }),
};

/** Strings are no numbers here, other than in arithmetic. */
const NUMERIC_ONLY = { kind: NUMERIC.kind, name: NUMERIC.name, accepts: NUMERIC.accepts };

const DIGITS: Readonly<Record<string, number>> = { byte: 3, short: 5, integer: 10, long: 20 };
const wholeDecimal = (kind: string) => decimalType(DIGITS[kind] ?? 38, DIGITS[kind] === undefined ? 18 : 0);

function numberType(
  format: Parameters<NonNullable<(typeof FORMAT_FUNCTIONS)[string]["dataType"]>>[1][number] | undefined,
) {
  const pattern = format?.kind === "Literal" ? String(format.value) : "";
  const { whole, decimals } = numberFormat(pattern);
  return decimalType(Math.max(1, whole + decimals), decimals);
}
