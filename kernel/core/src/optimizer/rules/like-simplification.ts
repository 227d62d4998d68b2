import {
  and,
  comparison,
  type Expression,
  equalTo,
  intLiteral,
  scalarFunction,
  stringLiteral,
} from "../../plans/expressions/index.js";
import type { Rule } from "../rule.js";
import { expressionRule } from "./expression-rule.js";

const ESCAPE = "\\";

/** `LIKE 'a%'` is StartsWith: patterns that need no matcher become tests that data sources understand too. */
export const LikeSimplification: Rule = expressionRule("LikeSimplification", (e) => {
  if (e.kind !== "ScalarFunction" || e.name !== "like") return e;
  const [input, pattern, escapeWith] = e.args;
  if (pattern?.kind !== "Literal" || typeof pattern.value !== "string" || pattern.value.includes(ESCAPE)) return e;
  if (escapeWith !== undefined && (escapeWith.kind !== "Literal" || escapeWith.value !== ESCAPE)) return e;
  return simplified(input!, pattern.value) ?? e;
});

/** Undefined where the pattern needs a matcher. */
function simplified(input: Expression, pattern: string): Expression | undefined {
  const test = (name: string, text: string): Expression => scalarFunction(name, [input, stringLiteral(text)]);
  const inner = /^%([^_%]+)%$/.exec(pattern)?.[1];
  if (inner !== undefined) return test("contains", inner);
  const parts = /^([^_%]*)(%?)([^_%]*)$/.exec(pattern);
  if (parts === null) return undefined;
  const [, prefix, wildcard, postfix] = parts as unknown as [string, string, string, string];
  if (wildcard === "") return equalTo(input, stringLiteral(prefix));
  if (prefix === "") return postfix === "" ? undefined : test("endswith", postfix);
  if (postfix === "") return test("startswith", prefix);
  const length = scalarFunction("length", [input]);
  const isLongEnough = comparison(">=", length, intLiteral(prefix.length + postfix.length));
  return and(isLongEnough, and(test("startswith", prefix), test("endswith", postfix)));
}
