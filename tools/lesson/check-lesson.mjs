// Executes a lesson twice, with the bank's solutions in place, and says what is not as it should be.
import { CLAIMS } from "@stageplay/core";
import { executeLesson } from "./execute-lesson.mjs";
import { codeCells, exerciseOf, filled, lessonIdOf, sourceOf } from "./notebook-file.mjs";

/**
 * @param {string} path
 * @param {import("./notebook-file.mjs").Notebook} notebook
 * @param {{ bank: import("@stageplay/core").Bank | undefined, python: string, keep?: string, signal: AbortSignal }} options `keep`: where the executed notebook stays
 * @returns {Promise<string[]>} problems, a line each
 */
export async function checkLesson(path, notebook, { bank, python, keep, signal }) {
  const solved = filled(notebook, bank);
  const first = await executeLesson(path, solved, { python, signal, ...(keep === undefined ? {} : { keep }) });
  if (!first.passed) return [first.problem];
  const second = await executeLesson(path, solved, { python, signal });
  if (!second.passed) return [`the second time: ${second.problem}`];
  if (!first.events.some(({ kind }) => kind === "lesson")) return ["no cell started a lesson: `lesson({ id: … })`"];
  return [
    ...predictionProblems(first.events),
    ...exerciseProblems(notebook, first.events),
    ...claimProblems(lessonIdOf(path, notebook), first.events),
    ...hashProblems(first.events, second.events),
  ];
}

/** @typedef {readonly import("@stageplay/core").ClassroomEvent[]} Events */

/** A prediction is right, or called naive and wrong. @param {Events} events */
function predictionProblems(events) {
  return events.flatMap((event) => {
    if (event.kind !== "prediction" || event.correct === !/\bnaive\b/.test(event.id)) return [];
    return [
      `cell ${event.cell}: the prediction ${event.id} is ${event.correct ? "right, and should not be" : "wrong"}`,
    ];
  });
}

/** Each filled exercise is found right, by its prediction or by \`exercise(…)\`; one that only runs passes by running. @param {import("./notebook-file.mjs").Notebook} notebook @param {Events} events */
function exerciseProblems(notebook, events) {
  const asked = new Set(
    codeCells(notebook).flatMap((cell) =>
      [...sourceOf(cell).matchAll(/\b(?:exercise\(|predict\(\{\s*id:)\s*"([A-Za-z][\w-]*\.\d+)"/g)].map(([, id]) => id),
    ),
  );
  const right = new Set(
    events.flatMap((event) =>
      (event.kind === "exercise" || event.kind === "prediction") && event.correct ? [event.id] : [],
    ),
  );
  const ids = codeCells(notebook).flatMap((cell) => exerciseOf(cell) ?? []);
  const wrong = events.flatMap((event) => (event.kind === "exercise" && !event.correct ? [event.id] : []));
  return [
    ...ids.filter((id) => asked.has(id) && !right.has(id)).map((id) => `the solution of ${id} is not found right`),
    ...wrong.filter((id) => !ids.includes(id)).map((id) => `exercise ${id} is not found right`),
  ];
}

/** @param {string} lesson @param {Events} events */
function claimProblems(lesson, events) {
  const shown = new Set(events.flatMap((event) => (event.kind === "claim" ? [event.id] : [])));
  return CLAIMS.filter((claim) => claim.lesson === lesson && !shown.has(claim.id)).map(
    ({ id }) => `${id} is not shown`,
  );
}

/** @param {Events} first @param {Events} second */
function hashProblems(first, second) {
  const hashes = (/** @type {Events} */ events) =>
    events.flatMap((event) => (event.kind === "cell" ? [{ cell: event.cell, hash: event.hash }] : []));
  const again = hashes(second);
  const other = hashes(first).find(({ cell, hash }, i) => again[i]?.cell !== cell || again[i]?.hash !== hash);
  return other === undefined ? [] : [`the event log differs the second time, from cell ${other.cell} on`];
}
