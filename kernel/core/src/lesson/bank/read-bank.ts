import { SparkError } from "../../errors/spark-error.js";
import type { Bank, Question } from "./bank.js";
import { bankShape, questionShape } from "./bank-shape.js";
import type { ShapeProblem } from "./shape.js";

/**
 * A bank from plain data, as a YAML file holds it.
 *
 * @param origin the file's name, for messages
 * @throws SparkError INVALID_BANK, which names every entry that is not as it should be
 */
export function readBank(value: unknown, origin: string): Bank {
  const problems: ShapeProblem[] = [];
  const bank = bankShape(value, "", (problem) => problems.push(problem));
  if (problems.length === 0) problems.push(...bankProblems(bank));
  refuse(problems, origin);
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

function refuse(problems: readonly ShapeProblem[], origin: string): void {
  if (problems.length === 0) return;
  throw new SparkError({
    condition: "INVALID_BANK",
    message: `${origin} is not as a bank has to be:\n${problems.map(({ path, message }) => `  ${path} ${message}`).join("\n")}`,
    nextStep: "Mend these entries; notebooks/AUTHORS.md says what each is for.",
  });
}

/** What holds between the entries of a bank. */
function bankProblems(bank: Bank): ShapeProblem[] {
  const ids = [...bank.exercises, ...bank.questions].map(({ id }) => id);
  const foreign = ids.filter((id) => !id.startsWith(`${bank.lesson}.`));
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  return [
    ...foreign.map((id) => ({ path: id, message: `does not belong to ${bank.lesson}` })),
    ...twice.map((id) => ({ path: id, message: "is there twice" })),
    ...bank.questions.flatMap((question) => questionProblems(question, question.id)),
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
