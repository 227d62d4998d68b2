import { SparkError } from "../../errors/spark-error.js";
import type { ChoiceQuestion, NumberQuestion, OrderQuestion, Question } from "../bank/bank.js";

/** What a learner answers: a letter, letters (in order, where the question asks for one), a number, or words of their own. */
export type Answer = string | number | readonly string[];

export interface AnswerVerdict {
  readonly right: boolean;
  /** What to say, besides why the right answer is right. */
  readonly messages: readonly string[];
}

/**
 * Judges an answer; one to an open question is not judged but marked by the learner.
 *
 * @throws SparkError INVALID_ANSWER for an answer that does not fit the question, such as a letter that it does not have
 */
export function judgeAnswer(question: Exclude<Question, { kind: "open" }>, answer: Answer): AnswerVerdict {
  switch (question.kind) {
    case "single":
      return judgeSingle(question, answer);
    case "multiple":
      return judgeMultiple(question, answer);
    case "number":
      return judgeNumber(question, answer);
    case "order":
      return judgeOrder(question, answer);
  }
}

/** How an answer to the question is written: `"b"`, `["a", "c"]`, `42`. */
export function answerForm(question: Question): string {
  switch (question.kind) {
    case "single":
      return '"a"';
    case "multiple":
      return '["a", "b"]';
    case "number":
      return "42";
    case "order":
      return JSON.stringify(Object.keys(question.choices));
    case "open":
      return question.evidence === undefined ? '"my words"' : '"my words", { evidence: spark.lastRun }';
  }
}

function judgeSingle(question: ChoiceQuestion, answer: Answer): AnswerVerdict {
  if (typeof answer !== "string") throw doesNotFit(question, "has one right choice");
  const [letter] = letters(question, [answer]);
  const choice = question.choices[letter!]!;
  return { right: choice.right === true, messages: choice.right === true ? [] : [choice.says!] };
}

function judgeMultiple(question: ChoiceQuestion, answer: Answer): AnswerVerdict {
  if (typeof answer === "number") throw doesNotFit(question, "has letters as its answer");
  const chosen = letters(question, typeof answer === "string" ? [answer] : answer);
  const wrong = chosen.filter((letter) => question.choices[letter]!.right !== true);
  const right = Object.keys(question.choices).filter((letter) => question.choices[letter]!.right === true);
  const missing = right.filter((letter) => !chosen.includes(letter)).length;
  const messages = wrong.map((letter) => `**${letter}**: ${question.choices[letter]!.says}`);
  if (missing > 0)
    messages.push(missing === 1 ? "One right choice is missing." : `${missing} right choices are missing.`);
  return { right: messages.length === 0, messages };
}

function judgeNumber(question: NumberQuestion, answer: Answer): AnswerVerdict {
  if (typeof answer !== "number" || Number.isNaN(answer)) throw doesNotFit(question, "has a number as its answer");
  const { tolerance = 0 } = question;
  if (Math.abs(answer - question.answer) <= tolerance) return { right: true, messages: [] };
  const known = question.wrong?.find(({ value }) => Math.abs(answer - value) <= tolerance);
  return { right: false, messages: [known?.says ?? question.otherwise] };
}

function judgeOrder(question: OrderQuestion, answer: Answer): AnswerVerdict {
  const count = Object.keys(question.choices).length;
  if (typeof answer !== "object") throw doesNotFit(question, "has all its letters in order as its answer");
  const order = letters(question, answer);
  if (order.length !== count) throw doesNotFit(question, `has ${count} letters to put in order, each once`);
  const agreed = order.findIndex((letter, i) => letter !== question.answer[i]);
  if (agreed < 0) return { right: true, messages: [] };
  const start =
    agreed === 0 ? "The first one is not." : `The first ${agreed === 1 ? "one is" : `${agreed} are`} right.`;
  return { right: false, messages: [start, question.says] };
}

/** The letters as the question has them, each once. */
function letters(question: ChoiceQuestion | OrderQuestion, answer: readonly string[]): readonly string[] {
  const known = Object.keys(question.choices);
  return [...new Set(answer)].map((given) => {
    const letter = known.find((one) => one.toLowerCase() === String(given).trim().toLowerCase());
    if (letter === undefined)
      throw doesNotFit(question, `has no choice ${JSON.stringify(given)}, only ${known.join(", ")}`);
    return letter;
  });
}

function doesNotFit(question: Question, how: string): SparkError {
  return new SparkError({
    condition: "INVALID_ANSWER",
    message: `The question ${question.id} ${how}.`,
    nextStep: `Write \`quiz("${question.id}", ${answerForm(question)})\`.`,
  });
}
