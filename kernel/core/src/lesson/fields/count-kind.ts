import { formatCount } from "../../base/format.js";
import { isMatcher, matches } from "../matchers/index.js";
import { isOpen } from "../todo.js";
import { type AnswerKind, rightOrWrong } from "./judgement.js";

const WANTED = "a number, or a matcher of numbers: 3, atLeast(3), between(2, 4), oneOf(2, 3)";

export function isCount(answer: unknown): boolean {
  if (typeof answer === "number") return true;
  return isMatcher(answer) && (answer.matcher === "oneOf" || answer.measure === "count");
}

export function countIsRight(answer: unknown, count: number): boolean {
  return isMatcher(answer) ? matches(answer, count) : answer === count;
}

export function countText(answer: unknown): string {
  if (isOpen(answer)) return "TODO";
  if (isMatcher(answer)) return answer.text;
  return Number.isSafeInteger(answer) && (answer as number) >= 0 ? formatCount(answer as number) : String(answer);
}

/** A negative, fractional or infinite number: nothing comes so often. */
export function countOddity(answer: unknown): string | undefined {
  if (typeof answer !== "number" || isOpen(answer)) return undefined;
  return Number.isInteger(answer) && answer >= 0 ? undefined : "A count is a whole number, 0 or more.";
}

/** One count. */
export const COUNT: AnswerKind<number> = {
  refuses: (answer) => (isCount(answer) ? undefined : WANTED),
  hasOpen: isOpen,
  judge: (answer, value) => rightOrWrong(countIsRight(answer, value)),
  oddity: countOddity,
  answerText: countText,
  valueText: formatCount,
};
