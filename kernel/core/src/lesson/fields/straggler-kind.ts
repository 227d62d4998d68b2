import { formatCount } from "../../base/format.js";
import { isOpen } from "../todo.js";
import { countOddity } from "./count-kind.js";
import { type AnswerKind, rightOrWrong } from "./judgement.js";

/** The partition of the slowest task when it stands out; false when no task does. */
export type Straggler = number | false;

/** A partition, or whether there is a straggler. */
export const STRAGGLER: AnswerKind<Straggler> = {
  refuses: (answer) =>
    typeof answer === "number" || typeof answer === "boolean"
      ? undefined
      : "the partition of the slowest task, or true or false for whether there is a straggler",
  hasOpen: isOpen,
  judge: (answer, value) => rightOrWrong(typeof answer === "boolean" ? answer === (value !== false) : answer === value),
  oddity: countOddity,
  answerText: (answer) => (typeof answer === "boolean" ? (answer ? "yes" : "none") : `partition ${String(answer)}`),
  valueText: (value) => (value === false ? "none" : `partition ${formatCount(value)}`),
};
