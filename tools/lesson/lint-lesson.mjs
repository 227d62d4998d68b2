// What can be said of a lesson without running it.
import { CLAIMS, claimOf } from "@stageplay/core";
import { codeCells, exerciseOf, lessonIdOf, sourceOf } from "./notebook-file.mjs";
import { sectionsOf } from "./sections.mjs";

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
 * @param {{ bank: Bank | undefined, bankProblems?: readonly string[], spelling: Spelling }} options
 * @returns {string[]}
 */
export function lintLesson(path, notebook, { bank, bankProblems = [], spelling }) {
  return [
    ...cardProblems(notebook),
    ...bankProblems,
    ...(bank === undefined && bankProblems.length === 0 ? [`there is no bank for ${lessonIdOf(path, notebook)}`] : []),
    ...openingProblems(notebook, bank),
    ...cellProblems(notebook),
    ...claimProblems(lessonIdOf(path, notebook), notebook),
    ...exerciseProblems(notebook, bank),
    ...sectionProblems(notebook, bank),
    ...spellingProblems(notebook, bank, spelling),
  ];
}

/** @param {Notebook} notebook */
function cardProblems(notebook) {
  const [first] = codeCells(notebook);
  if (first !== undefined && /^lesson\(/m.test(sourceOf(first))) return [];
  return ["the first code cell does not start the lesson: `lesson({ id: … })`"];
}

/** What the text says of the lesson's length is what its bank has. @param {Notebook} notebook @param {Bank | undefined} bank */
function openingProblems(notebook, bank) {
  if (bank === undefined) return [];
  const prose = notebook.cells.filter((cell) => cell.cell_type === "markdown").map(sourceOf);
  const opening = prose.find((text) => /\babout \d+ minutes/.test(text));
  if (opening === undefined) return ["no text says how long it takes: `about 40 minutes`"];
  const minutes = Number(/\babout (\d+) minutes/.exec(opening)?.[1]);
  const [, exercises, questions] = /\b(\d+) exercises?, (\d+) questions?\b/.exec(opening) ?? [];
  const differs = (/** @type {number} */ said, /** @type {number} */ counted, /** @type {string} */ what) =>
    said === counted ? [] : [`the text says ${said} ${what}, and there are ${counted}`];
  return [
    ...differs(minutes, bank.minutes, "minutes"),
    ...(exercises === undefined ? [] : differs(Number(exercises), bank.exercises.length, "exercises")),
    ...(questions === undefined ? [] : differs(Number(questions), askedQuestions(notebook, bank), "questions")),
  ];
}

/** Those of the bank, and those of other banks that a cell asks. @param {Notebook} notebook @param {Bank} bank */
function askedQuestions(notebook, { questions }) {
  const code = codeCells(notebook).map(sourceOf).join("\n");
  const asked = [...code.matchAll(/\bquiz\("([^"]+)"/g)].map(([, id]) => id);
  return new Set([...questions.map(({ id }) => id), ...asked]).size;
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
  if (bank === undefined) return [];
  const { exercises, questions } = bank;
  const code = codeCells(notebook).map(sourceOf).join("\n");
  const solved = exercises.filter(({ solution }) => solution !== undefined).map(({ id }) => id);
  return [
    ...cells.filter((id) => !solved.includes(id)).map((id) => `exercise ${id} has no solution in the bank`),
    ...solved
      .filter((id) => !cells.includes(id))
      .map((id) => `no cell begins with \`// Exercise ${id}\`, and the bank has a solution for it`),
    ...exercises
      .filter(({ id }) => !code.includes(`"${id}"`) && !cells.includes(id))
      .map(({ id }) => `exercise ${id} is in the bank, and in no cell`),
    ...codeCells(notebook).flatMap((cell, i) =>
      exerciseOf(cell) === undefined && /\bTODO\b/.test(sourceOf(cell))
        ? [`cell ${i + 1} has a TODO, and does not begin with \`// Exercise …\`: nothing can fill it`]
        : [],
    ),
    ...(questions.length < 3 ? ["the bank has fewer than three questions"] : []),
  ];
}

/** "What to repeat" names sections: each is a heading. @param {Notebook} notebook @param {Bank | undefined} bank */
function sectionProblems(notebook, bank) {
  const names = sectionsOf(notebook).map(({ name }) => name);
  return [...(bank?.exercises ?? []), ...(bank?.questions ?? [])]
    .filter(({ section }) => !names.includes(section))
    .map(({ id, section }) => `${id} is of the section "${section}", and no heading of the notebook is that`);
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
