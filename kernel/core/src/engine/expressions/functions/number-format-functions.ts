import { SparkError } from "../../../errors/spark-error.js";
import { numberFormat } from "../../../plans/expressions/index.js";
import type { DataType, DecimalType, LongValue } from "../../../types/data-type.js";
import { decimalText, parseDecimal, toPrecision } from "../../../types/decimal.js";
import { exactDecimal, roundHalfEven } from "./format-number.js";
import { remembered } from "./like.js";

/** `to_char(x, '$99,999.99S')`: each element of the format stands for a character; `9` is a digit or a space, `0` a digit. */
export function toChar(type: DataType): (value: LongValue, format: string) => string {
  const formats = remembered(numberFormat);
  return (value, pattern) => {
    const { elements, whole, decimals } = formats(pattern);
    const { unscaled, scale } = exactDecimal(value, type);
    const rounded = roundHalfEven(unscaled, scale, decimals);
    const text = decimalText(rounded < 0n ? -rounded : rounded, decimals);
    const [head, tail = ""] = text.split(".") as [string, string | undefined];
    if (head.replace(/^0$/, "").length > whole) return elements.map((e) => (/[09]/.test(e) ? "#" : e)).join("");
    return layOut(elements, head.padStart(whole, "0"), tail, rounded < 0n);
  };
}

function layOut(elements: readonly string[], head: string, tail: string, negative: boolean): string {
  const digits = [...head, ...tail];
  let started = false;
  let behindPoint = false;
  return elements
    .map((element) => {
      switch (element) {
        case "0":
        case "9": {
          const digit = digits.shift() ?? "0";
          started ||= digit !== "0" || element === "0" || behindPoint;
          return started || (digits.length === tail.length && !behindPoint) ? digit : " ";
        }
        case ".":
          behindPoint = true;
          return ".";
        case ",":
          return started ? "," : " ";
        case "S":
          return negative ? "-" : "+";
        case "MI":
          return negative ? "-" : " ";
        default:
          return element;
      }
    })
    .join("");
}

/** `to_number(text, format)`. @throws SparkError INVALID_FORMAT.MISMATCH_INPUT for a text that has another form */
export function parseNumber(type: DataType, failsOnError: boolean): (text: string, format: string) => LongValue | null {
  const formats = remembered(numberFormat);
  return (text, pattern) => {
    const { elements, whole, decimals } = formats(pattern);
    const negative = text.includes("-");
    const plain = text.trim().replace(/[$,+-]/g, "");
    const shape = /^(\d*)(?:\.(\d*))?$/.exec(plain);
    const fits =
      shape !== null &&
      shape[1]!.length <= whole &&
      (shape[2] ?? "").length <= decimals &&
      plain !== "" &&
      (!text.includes("$") || elements.includes("$"));
    const parsed = fits ? parseDecimal(plain) : undefined;
    if (parsed !== undefined)
      return toPrecision(negative ? -parsed.unscaled : parsed.unscaled, parsed.scale, type as DecimalType) ?? null;
    if (failsOnError) throw mismatch(text, pattern);
    return null;
  };
}

function mismatch(input: string, format: string): SparkError {
  return new SparkError({
    condition: "INVALID_FORMAT.MISMATCH_INPUT",
    message: `The format is invalid: '${format}'. The input "STRING" '${input}' does not match the format.`,
    nextStep:
      "Use try_to_number to get NULL instead, or correct the format: 9 and 0 are digits, G or , groups, D or . the point.",
    parameters: { input, format },
  });
}
