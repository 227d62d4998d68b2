import { formatBytes, formatMillis } from "../../base/format.js";
import { isMatcher, type Measure, matches, parseQuantity } from "../matchers/index.js";
import { isOpen } from "../todo.js";
import { type AnswerKind, rightOrWrong } from "./judgement.js";

/** A plain time or size is right within this part of it: nobody predicts to the byte. */
const TOLERANCE = 0.05;

function quantity(measure: Measure, format: (value: number) => string, wanted: string): AnswerKind<number> {
  const numberOf = (answer: unknown): number => {
    if (typeof answer !== "string") return Number(answer);
    return parseQuantity(answer)?.value ?? Number.NaN;
  };
  return {
    refuses(answer) {
      if (typeof answer === "number") return undefined;
      if (typeof answer === "string") return parseQuantity(answer)?.measure === measure ? undefined : wanted;
      return isMatcher(answer) && answer.matcher === "range" && answer.measure === measure ? undefined : wanted;
    },
    hasOpen: isOpen,
    judge(answer, value) {
      if (isMatcher(answer)) return rightOrWrong(matches(answer, value));
      const predicted = numberOf(answer);
      return rightOrWrong(Number.isFinite(predicted) && Math.abs(value - predicted) <= Math.abs(predicted) * TOLERANCE);
    },
    answerText(answer) {
      if (isMatcher(answer)) return answer.text;
      return typeof answer === "number" ? format(answer) : String(answer);
    },
    valueText: format,
  };
}

/** A size in bytes. */
export const SIZE: AnswerKind<number> = quantity(
  "bytes",
  formatBytes,
  'a size: 2048, "2 KiB", within(2, "KiB", 0.1), atMost(5, "KiB")',
);

/** A time in milliseconds. */
export const TIME: AnswerKind<number> = quantity(
  "time",
  formatMillis,
  'a time: 60000, "60 s", within(60, "s", 0.05), atMost(2, "min")',
);
