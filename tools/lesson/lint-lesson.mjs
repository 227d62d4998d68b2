// What can be said of a lesson without running it.
import { CLAIMS, claimOf } from "@stageplay/core";
import { codeCells, exerciseOf, lessonIdOf, sourceOf } from "./notebook-file.mjs";

const MOST_LINES = 15;
const MOST_COLUMNS = 110;

/**
 * @typedef {import("./notebook-file.mjs").Notebook} Notebook
 * @typedef {import("@stageplay/core").Bank} Bank
 * @typedef {{ problems(prose: string): string[] }} Spelling
 */

/**
 * Problems of a lesson, a line each; none when it is as it should be.
 * @param {string} path
 * @param {Notebook} notebook
 * @param {{ bank: Bank | undefined, spelling: Spelling }} options
 * @returns {string[]}
 */
export function lintLesson(path, notebook, { bank, spelling }) {
  return [
    ...cardProblems(path, notebook, bank),
    ...cellProblems(notebook),
    ...claimProblems(lessonIdOf(path, notebook), notebook),
    ...exerciseProblems(notebook, bank),
    ...spellingProblems(notebook, bank, spelling),
  ];
}

/** @param {string} path @param {Notebook} notebook @param {Bank | undefined} bank */
function cardProblems(path, notebook, bank) {
  const [first] = codeCells(notebook);
  const problems = [];
  if (first === undefined || !/^lesson\(/m.test(sourceOf(first)))
    problems.push("the first code cell does not start the lesson: `lesson({ id: … })`");
  if (bank === undefined) problems.push(`there is no bank for ${lessonIdOf(path, notebook)}`);
  return problems;
}

/** @param {Notebook} notebook */
function cellProblems(notebook) {
  return codeCells(notebook).flatMap((cell, i) => {
    const lines = sourceOf(cell).trimEnd().split("\n");
    const wide = lines.filter((line) => line.length > MOST_COLUMNS);
    return [
      ...(lines.length > MOST_LINES ? [`cell ${i + 1} has ${lines.length} lines, more than ${MOST_LINES}`] : []),
      ...wide.map(
        (line) =>
          `cell ${i + 1} has a line of ${line.length} columns, more than ${MOST_COLUMNS}: ${line.trim().slice(0, 40)}…`,
      ),
    ];
  });
}

/** Every claim that is named exists, and those of the lesson are there. @param {string} lesson @param {Notebook} notebook */
function claimProblems(lesson, notebook) {
  const code = codeCells(notebook).map(sourceOf).join("\n");
  const named = [
    ...new Set(
      notebook.cells
        .map(sourceOf)
        .join("\n")
        .match(/\bC\d{3,}\b/g) ?? [],
    ),
  ];
  const called = new Set([...code.matchAll(/\bclaim\(\s*"(C\d+)"/g)].map(([, id]) => id));
  const wanted = CLAIMS.filter((claim) => claim.lesson === lesson);
  return [
    ...named.filter((id) => claimOf(id) === undefined).map((id) => `there is no claim ${id}`),
    ...wanted.filter(({ id }) => !called.has(id)).map(({ id, statement }) => `no cell shows ${id}: ${statement}`),
  ];
}

/** Every exercise of the notebook stands in the bank, and every solution has a cell that waits for it. @param {Notebook} notebook @param {Bank | undefined} bank */
function exerciseProblems(notebook, bank) {
  const cells = notebook.cells.map(exerciseOf).filter((id) => id !== undefined);
  const exercises = bank?.exercises ?? [];
  const solved = exercises.filter(({ solution }) => solution !== undefined).map(({ id }) => id);
  return [
    ...cells.filter((id) => !solved.includes(id)).map((id) => `exercise ${id} has no solution in the bank`),
    ...solved
      .filter((id) => !cells.includes(id))
      .map((id) => `no cell begins with \`// Exercise ${id}\`, and the bank has a solution for it`),
    ...((bank?.questions.length ?? 3) < 3 ? ["the bank has fewer than three questions"] : []),
  ];
}

/** @param {Notebook} notebook @param {Bank | undefined} bank @param {Spelling} spelling */
function spellingProblems(notebook, bank, spelling) {
  const prose = notebook.cells.filter((cell) => cell.cell_type === "markdown").map(sourceOf);
  return spelling.problems([...prose, ...textsOf(bank)].join("\n\n")).map((word) => `spelling: ${word}`);
}

/** All texts of a bank but solutions, which are programs. @param {unknown} value @returns {string[]} */
function textsOf(value) {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => (key === "solution" ? [] : textsOf(entry)));
}
