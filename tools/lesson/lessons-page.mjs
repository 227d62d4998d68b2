// `notebooks/lessons/README.md`: the lessons in order, and where the usual questions are answered.
import { basename } from "node:path";
import { lessonIdOf } from "./notebook-file.mjs";
import { sectionsOf } from "./sections.mjs";
import { USUAL_QUESTIONS } from "./usual-questions.mjs";

/**
 * @typedef {import("@stageplay/core").Bank} Bank
 * @typedef {import("./notebook-file.mjs").Notebook} Notebook
 * @typedef {readonly { path: string, notebook: Notebook, bank: Bank | undefined }[]} Lessons
 */

/** @param {Lessons} lessons @returns {string} the text of the page */
export function lessonsPage(lessons) {
  const rows = lessons.map(({ path, bank }) => {
    const { title = basename(path), difficulty = "", minutes = "", goals = [] } = bank ?? {};
    return `| [${title}](${basename(path)}) | ${difficulty} | ${minutes} min | ${goals.join("; ")} |`;
  });
  const questions = USUAL_QUESTIONS.map(({ asks }, i) => {
    const places = placesOf(i, lessons).map(({ lesson, section, link }) => `[${lesson} ${section}](${link})`);
    return `| ${i + 1} | ${asks} | ${places.join("<br>")} | ${asking(i + 1, lessons).join(", ")} |`;
  });
  return `${[
    "# Lessons",
    "",
    "Predict, run, explain the gap, change one knob, do it alone. Begin with the first one; each builds on those before it. `npm start` opens JupyterLab on this folder.",
    "",
    "| lesson | difficulty | time | afterwards you can |",
    "|---|---|---|---|",
    ...rows,
    "",
    "## The 25 questions that learners ask most",
    "",
    'Each is answered by something that runs. The last column has the questions that ask it back: `quiz("L01.q1")`.',
    "",
    "|  | question | run it in | asked in |",
    "|---|---|---|---|",
    ...questions,
    "",
    "[For authors of lessons](../AUTHORS.md). This page is made by `npm run lesson -- ids`.",
  ].join("\n")}\n`;
}

/**
 * What is not as the page says: a section that is not there or runs nothing, a question that no bank asks.
 * @param {Lessons} lessons
 * @returns {string[]}
 */
export function lessonsPageProblems(lessons) {
  return USUAL_QUESTIONS.flatMap(({ asks, answeredIn }, i) => {
    const found = placesOf(i, lessons);
    const lost = answeredIn.filter(
      ([lesson, section]) => !found.some((one) => one.lesson === lesson && one.section === section),
    );
    return [
      ...lost.map(([lesson, section]) => `question ${i + 1}, ${asks}: ${lesson} has no section "${section}"`),
      ...found
        .filter(({ runs }) => !runs)
        .map(({ lesson, section }) => `question ${i + 1}, ${asks}: ${lesson} "${section}" runs nothing`),
      ...(asking(i + 1, lessons).length === 0
        ? [`question ${i + 1}, ${asks}: no bank has a question with \`answers: [${i + 1}]\``]
        : []),
    ];
  });
}

/** @param {number} i @param {Lessons} lessons */
function placesOf(i, lessons) {
  const { answeredIn } = /** @type {import("./usual-questions.mjs").UsualQuestion} */ (USUAL_QUESTIONS[i]);
  return answeredIn.flatMap(([lesson, section]) => {
    const found = lessons.find(({ path, notebook }) => lessonIdOf(path, notebook) === lesson);
    if (found === undefined) return [];
    const place = sectionsOf(found.notebook).find(({ name }) => name === section);
    if (place === undefined) return [];
    return [{ lesson, section, runs: place.runs, link: `${basename(found.path)}#cell-id=${place.cell}` }];
  });
}

/** @param {number} number @param {Lessons} lessons */
function asking(number, lessons) {
  const questions = lessons.flatMap(({ bank }) => bank?.questions ?? []);
  return questions.filter(({ answers = [] }) => answers.includes(number)).map(({ id }) => `\`${id}\``);
}
