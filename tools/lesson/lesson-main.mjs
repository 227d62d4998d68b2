// The four things that `npm run lesson` does.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { pathsOf } from "../setup/paths.mjs";
import { SetupProblem } from "../setup/problem.mjs";
import { bankIds } from "./bank-ids.mjs";
import { checkLesson } from "./check-lesson.mjs";
import { asksForHelp, commandOptions } from "./command-options.mjs";
import { lessonBank } from "./lesson-bank.mjs";
import { lessonsPage, lessonsPageProblems } from "./lessons-page.mjs";
import { lintLesson } from "./lint-lesson.mjs";
import { lessonNotebooks, readNotebook, stripped, writeNotebook } from "./notebook-file.mjs";
import { Spelling } from "./spelling.mjs";

const USAGE = `npm run lesson -- lint [notebooks]            what can be said without running: claims, cells, exercises, hints, spelling
npm run lesson -- check [notebooks]           runs each twice with its solutions: everything is right, and both runs are the same
npm run lesson -- strip [notebooks] [--out folder]   the learner's copy, without outputs and solutions; into notebooks/out
npm run lesson -- ids                         writes what is made of the banks: ids for the editor, notebooks/lessons/README.md`;
const PAGE = "notebooks/lessons/README.md";
const IDS = "kernel/host/src/lesson/bank-ids.ts";

/**
 * @param {readonly string[]} args
 * @param {AbortSignal} signal
 * @param {(line: string) => void} print
 * @returns {Promise<number>} exit code
 */
export async function lesson([command, ...args], signal, print = console.log) {
  if (asksForHelp([command ?? "", ...args])) {
    print(USAGE);
    return 0;
  }
  const { root, python } = pathsOf();
  const values = command === "strip" ? ["--out"] : [];
  const { named, values: given } = commandOptions(args, { values, usage: USAGE });
  switch (command) {
    case "lint": {
      const spelling = new Spelling();
      const problems = await eachLesson(named, print, async (path, notebook, found) =>
        lintLesson(path, notebook, { ...found, spelling }),
      );
      return problems + (named.length === 0 ? printed(generatedProblems(root), print) : 0) === 0 ? 0 : 1;
    }
    case "check": {
      const problems = await eachLesson(named, print, async (path, notebook, { bank, bankProblems }) =>
        bankProblems.length > 0 ? bankProblems : checkLesson(path, notebook, { bank, python, signal }),
      );
      return problems === 0 ? 0 : 1;
    }
    case "strip": {
      const out = resolve(process.env.INIT_CWD ?? process.cwd(), given.get("--out") ?? join(root, "notebooks/out"));
      for (const path of lessonNotebooks(named, root)) strip(path, join(out, basename(path)), print);
      return 0;
    }
    case "ids": {
      const [problem] = allLessons(root).flatMap(({ problems }) => problems);
      if (problem !== undefined) throw new SetupProblem(problem, "mend it first: ids are made of all banks.");
      for (const { file, text } of generatedFiles(root)) writeFileSync(join(root, file), text);
      return 0;
    }
    default:
      throw new SetupProblem(
        command === undefined ? "What shall be done?" : `There is no \`${command}\`.`,
        `write one of\n${USAGE}`,
      );
  }
}

/**
 * @param {readonly string[]} named
 * @param {(line: string) => void} print
 * @param {(path: string, notebook: import("./notebook-file.mjs").Notebook, found: { bank: import("@stageplay/core").Bank | undefined, bankProblems: string[] }) => Promise<string[]>} problemsOf
 */
async function eachLesson(named, print, problemsOf) {
  let count = 0;
  for (const path of lessonNotebooks(named, pathsOf().root)) {
    const notebook = readNotebook(path);
    const { bank, problems: bankProblems } = lessonBank(path, notebook);
    const problems = await problemsOf(path, notebook, { bank, bankProblems });
    const sum = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    print(`${basename(path)}: ${problems.length === 0 ? "good" : sum}`);
    for (const problem of problems) print(`  ${problem.replaceAll("\n", "\n  ")}`);
    count += problems.length;
  }
  return count;
}

/**
 * Never over the notebook itself, whose solutions would be gone.
 * @param {string} path
 * @param {string} copy
 * @param {(line: string) => void} print
 */
function strip(path, copy, print) {
  if (copy === path)
    throw new SetupProblem(`${basename(path)} would be written over itself.`, "give another folder: --out <folder>.");
  const notebook = readNotebook(path);
  const { own } = lessonBank(path, notebook);
  mkdirSync(dirname(copy), { recursive: true });
  writeNotebook(copy, stripped(notebook));
  // Hints and questions are in it; a shipped one comes with the kernel.
  if (own !== undefined) copyFileSync(own, join(dirname(copy), basename(own)));
  print(`wrote ${relative(process.cwd(), copy)}${own === undefined ? "" : ` and ${basename(own)}`}`);
}

/** @param {string} root */
function allLessons(root) {
  return lessonNotebooks([], root).map((path) => {
    const notebook = readNotebook(path);
    const { bank, problems } = lessonBank(path, notebook);
    return { path, notebook, bank, problems };
  });
}

/** Files that are made of the lessons and their banks. @param {string} root */
function generatedFiles(root) {
  const lessons = allLessons(root);
  const banks = lessons.flatMap(({ bank }) => bank ?? []);
  return [
    { file: IDS, text: bankIds(banks) },
    { file: PAGE, text: lessonsPage(lessons) },
  ];
}

/**
 * Whether what is made of the lessons is as they are, and the usual questions are answered in them.
 * @param {string} root
 * @returns {string[]}
 */
export function generatedProblems(root) {
  const old = generatedFiles(root).filter(({ file, text }) => textOf(join(root, file)) !== text);
  return [
    ...old.map(({ file }) => `${file} is not up to date: run \`npm run lesson -- ids\`.`),
    ...lessonsPageProblems(allLessons(root)),
  ];
}

/** @param {readonly string[]} problems @param {(line: string) => void} print @returns {number} how many */
function printed(problems, print) {
  for (const problem of problems) print(problem);
  return problems.length;
}

/** @param {string} path */
function textOf(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
