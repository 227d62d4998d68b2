import { SparkError } from "../../errors/spark-error.js";
import type { Bank, Question } from "./bank.js";
import { bankShape, questionShape } from "./bank-shape.js";
import { lessonOf } from "./bank-source.js";
import type { ShapeProblem } from "./shape.js";

/** The line of a file that an entry stands on, counted from 1. */
export type LineOf = (path: string) => number | undefined;

/**
 * A bank from plain data, as a YAML file holds it.
 *
 * @param origin the file's name, for messages
 * @param lineOf the line of an entry (`questions[2].ask`), for messages
 * @throws SparkError INVALID_BANK, which names every entry that is not as it should be
 */
export function readBank(value: unknown, origin: string, lineOf?: LineOf): Bank {
  const problems: ShapeProblem[] = [];
  const bank = bankShape(value, "", (problem) => problems.push(problem));
  if (problems.length === 0) problems.push(...bankProblems(bank));
  refuse(problems, origin, lineOf);
  return bank;
}

/**
 * A question from plain data, as `quiz({ … })` takes it.
 *
 * @throws SparkError INVALID_BANK
 */
export function readQuestion(value: unknown): Question {
  const problems: ShapeProblem[] = [];
  const question = questionShape(value, "question", (problem) => problems.push(problem));
  if (problems.length === 0) problems.push(...questionProblems(question, "question"));
  refuse(problems, "The question");
  return question;
}

function refuse(problems: readonly ShapeProblem[], origin: string, lineOf: LineOf = () => undefined): void {
  if (problems.length === 0) return;
  const lines = problems.map(({ path, message }) => {
    const line = lineOf(path);
    return `  ${line === undefined ? "" : `line ${line}: `}${path} ${message}`;
  });
  throw new SparkError({
    condition: "INVALID_BANK",
    message: `${origin} is not as a bank has to be:\n${lines.join("\n")}`,
    nextStep: "Mend these entries; notebooks/AUTHORS.md says what each is for.",
  });
}

/** What holds between the entries of a bank. */
function bankProblems(bank: Bank): ShapeProblem[] {
  const items = [
    ...bank.exercises.map(({ id }, i) => ({ id, path: `exercises[${i}].id` })),
    ...bank.questions.map(({ id }, i) => ({ id, path: `questions[${i}].id` })),
  ];
  const foreign = items.filter(({ id }) => lessonOf(id) !== bank.lesson);
  const twice = items.filter(({ id }, i) => items.findIndex((item) => item.id === id) !== i);
  return [
    ...foreign.map(({ id, path }) => ({ path, message: `${id} does not belong to ${bank.lesson}` })),
    ...twice.map(({ id, path }) => ({ path, message: `${id} is there twice` })),
    ...bank.questions.flatMap((question, i) => questionProblems(question, `questions[${i}]`)),
  ];
}

function questionProblems(question: Question, path: string): ShapeProblem[] {
  const problem = (message: string): ShapeProblem[] => [{ path, message }];
  if (question.kind === "order") {
    const letters = Object.keys(question.choices).sort().join();
    return [...question.answer].sort().join() === letters
      ? []
      : problem("has an answer that is no order of its choices");
  }
  if (question.kind !== "single" && question.kind !== "multiple") return [];
  const choices = Object.entries(question.choices);
  const right = choices.filter(([, choice]) => choice.right === true).length;
  const silent = choices.filter(([, choice]) => choice.right !== true && choice.says === undefined);
  return [
    ...(question.kind === "single" && right !== 1 ? problem(`needs one right choice and has ${right}`) : []),
    ...silent.flatMap(([letter]) => problem(`says nothing to those who choose ${letter}: give it a \`says\``)),
  ];
}
