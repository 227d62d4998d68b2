import { isOpen } from "../todo.js";
import { type AnswerKind, rightOrWrong } from "./judgement.js";

/** How an action ended. */
export interface ActionOutcome {
  /** Absent when it succeeded: the errors' conditions, from the outermost to the innermost. */
  readonly conditions?: readonly string[];
  /** Their messages. */
  readonly messages?: readonly string[];
}

/** Succeeded, failed, or which error. */
export const OUTCOME: AnswerKind<ActionOutcome> = {
  refuses: (answer) =>
    typeof answer === "string" && answer !== ""
      ? undefined
      : '"succeeded", "failed", or the error: "DIVIDE_BY_ZERO", "OutOfMemoryError"',
  hasOpen: isOpen,
  judge: (answer, { conditions, messages = [] }) => {
    if (conditions === undefined) return rightOrWrong(answer === "succeeded");
    if (answer === "succeeded") return rightOrWrong(false);
    return rightOrWrong(
      answer === "failed" ||
        conditions.includes(String(answer)) ||
        messages.some((message) => hasWord(message, String(answer))),
    );
  },
  answerText: String,
  valueText: ({ conditions }) => {
    if (conditions === undefined) return "succeeded";
    const inner = conditions.at(-1);
    return inner === undefined ? "failed" : `failed: ${inner}`;
  },
};

/** Whether a message names an error, not as a part of a longer word. */
function hasWord(message: string, word: string): boolean {
  const isPartOfWord = (character: string | undefined): boolean => /\w/.test(character ?? "");
  for (let at = message.indexOf(word); at >= 0; at = message.indexOf(word, at + 1)) {
    if (!isPartOfWord(message[at - 1]) && !isPartOfWord(message[at + word.length])) return true;
  }
  return false;
}
