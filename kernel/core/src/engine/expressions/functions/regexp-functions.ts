import { SparkError } from "../../../errors/spark-error.js";
import type { FunctionImplementations, ValueFunction } from "./function-table.js";
import { regexp, remembered } from "./like.js";

/** Java's replacement syntax: `$1` a group, `\` takes the next character as it is. */
function javaReplacement(replacement: string): (match: string, ...rest: unknown[]) => string {
  return (match, ...rest) =>
    replacement.replace(/\\(.)|\$(\d)/gs, (_, escaped: string | undefined, group: string | undefined) => {
      if (escaped !== undefined) return escaped;
      return group === "0" ? match : String(rest[Number(group) - 1] ?? "");
    });
}

/** A function of a compiled pattern, the second argument. */
const matching =
  (flags: string, f: (expression: RegExp, text: string, ...rest: never[]) => unknown) => (): ValueFunction => {
    const compiled = remembered((pattern) => regexp(pattern, flags));
    const apply = f as (expression: RegExp, text: string, ...rest: unknown[]) => unknown;
    return (text: string, pattern: string, ...rest: unknown[]) => apply(compiled(pattern), text, ...rest);
  };

const groupCount = (expression: RegExp): number =>
  new RegExp(`${expression.source}|`, expression.flags).exec("")!.length - 1;

/** @throws SparkError INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX for a group that the pattern has not */
function checkGroup(name: string, expression: RegExp, group: number): void {
  const count = groupCount(expression);
  if (group >= 0 && group <= count) return;
  throw new SparkError({
    condition: "INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX",
    message: `The value of parameter(s) \`idx\` in \`${name}\` is invalid: Expects group index between 0 and ${count}, but got ${group}.`,
    nextStep: "Count the parentheses of the pattern; group 0 is the whole match.",
    parameters: { functionName: name, groupCount: String(count), groupIndex: String(group) },
  });
}

export const REGEXP_IMPLEMENTATIONS: FunctionImplementations = {
  rlike: matching("", (expression, text) => expression.test(text)),
  regexp_replace: matching("g", (expression, text, by: string, position: number) => {
    const start = Math.max(0, position - 1);
    return text.slice(0, start) + text.slice(start).replace(expression, javaReplacement(by));
  }),
  regexp_extract: matching("", (expression, text, group: number) => {
    const match = expression.exec(text);
    if (match === null) return "";
    checkGroup("regexp_extract", expression, group);
    return match[group] ?? "";
  }),
  regexp_extract_all: matching("g", (expression, text, group: number) => {
    checkGroup("regexp_extract_all", expression, group);
    return [...text.matchAll(expression)].map((match) => match[group] ?? "");
  }),
  regexp_instr: matching("", (expression, text) => {
    const match = expression.exec(text);
    return match === null ? 0 : [...text.slice(0, match.index)].length + 1;
  }),
  regexp_substr: matching("", (expression, text) => {
    const found = expression.exec(text)?.[0];
    return found === undefined || found === "" ? null : found;
  }),
};
