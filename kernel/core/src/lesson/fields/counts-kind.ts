import { formatCount } from "../../base/format.js";
import { isOpen } from "../todo.js";
import { align } from "./align.js";
import { COUNT, countIsRight, countOddity, countText, isCount } from "./count-kind.js";
import type { AnswerKind } from "./judgement.js";

const isList = (answer: unknown): answer is readonly unknown[] => Array.isArray(answer);
/** Entries that are written out. */
const MOST_ENTRIES = 40;

function listText(list: readonly unknown[]): string {
  const entries = list.slice(0, MOST_ENTRIES).map(countText);
  if (list.length > MOST_ENTRIES) entries.push(`… ${formatCount(list.length - MOST_ENTRIES)} more`);
  return `[${entries.join(", ")}]`;
}

/** A count for each stage. */
export const COUNTS: AnswerKind<readonly number[]> = {
  refuses: (answer) =>
    isList(answer) && answer.every((one) => isOpen(one) || isCount(one))
      ? undefined
      : "a list, one number a stage: [4, 1]",
  hasOpen: (answer) => isOpen(answer) || (isList(answer) && answer.some(isOpen)),
  judge(answer, values) {
    const parts = align(answer as readonly unknown[], values, countIsRight).map(({ left, right }) => ({
      expected: left === undefined ? "" : countText((answer as readonly unknown[])[left]),
      actual: right === undefined ? "" : countText(values[right]),
      correct:
        left !== undefined && right !== undefined && countIsRight((answer as readonly unknown[])[left], values[right]!),
      ...(right === undefined ? {} : { index: right }),
    }));
    const right = parts.filter((part) => part.correct).length;
    return { score: parts.length === 0 ? 1 : right / parts.length, parts };
  },
  oddity: (answer) => (isList(answer) ? answer : [answer]).map(countOddity).find((one) => one !== undefined),
  answerText: (answer) => (isList(answer) ? listText(answer) : countText(answer)),
  valueText: listText,
};

/** A count for each stage, or one for the stage that has most. */
export const MOST_OR_COUNTS: AnswerKind<readonly number[]> = {
  refuses: (answer) =>
    isCount(answer) || (isList(answer) && COUNTS.refuses(answer) === undefined)
      ? undefined
      : "a number, or a list with a number for each stage: [4, 1]",
  hasOpen: COUNTS.hasOpen,
  judge: (answer, values) =>
    isList(answer) ? COUNTS.judge(answer, values) : COUNT.judge(answer, Math.max(0, ...values)),
  oddity: COUNTS.oddity!,
  answerText: COUNTS.answerText,
  valueText: (values, answer) => (isList(answer) ? listText(values) : COUNT.valueText(Math.max(0, ...values), answer)),
};
