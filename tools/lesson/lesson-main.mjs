// The four things that `npm run lesson` does.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { readBanks, SHIPPED_BANKS } from "@stageplay/kernel/banks";
import { pathsOf } from "../setup/paths.mjs";
import { SetupProblem } from "../setup/problem.mjs";
import { bankIds } from "./bank-ids.mjs";
import { checkLesson } from "./check-lesson.mjs";
import { lintLesson } from "./lint-lesson.mjs";
import { lessonIdOf, lessonNotebooks, readNotebook, stripped, writeNotebook } from "./notebook-file.mjs";
import { Spelling } from "./spelling.mjs";

const USAGE = `npm run lesson -- lint [notebooks]            what can be said without running: claims, cells, exercises, hints, spelling
npm run lesson -- check [notebooks]           runs each twice with its solutions: everything is right, and both runs are the same
npm run lesson -- strip [notebooks] [--out folder]   the learner's copy, without outputs and solutions; into notebooks/out
npm run lesson -- ids                         writes the banks' ids for the editor`;
const IDS = "kernel/host/src/lesson/bank-ids.ts";

/**
 * @param {readonly string[]} args
 * @param {AbortSignal} signal
 * @param {(line: string) => void} print
 * @returns {Promise<number>} exit code
 */
export async function lesson([command, ...args], signal, print = console.log) {
  const { root, python } = pathsOf();
  const { named, out = join(root, "notebooks/out") } = optionsOf(args);
  switch (command) {
    case "lint": {
      const spelling = new Spelling();
      const problems = await eachLesson(named, print, async (path, notebook, bank) =>
        lintLesson(path, notebook, { bank, spelling }),
      );
      return problems + idsProblems(root, print) === 0 ? 0 : 1;
    }
    case "check":
      return (await eachLesson(named, print, (path, notebook, bank) =>
        checkLesson(path, notebook, { bank, python, signal }),
      )) === 0
        ? 0
        : 1;
    case "strip":
      mkdirSync(out, { recursive: true });
      for (const path of lessonNotebooks(named, root)) {
        const copy = join(out, basename(path));
        writeNotebook(copy, stripped(readNotebook(path)));
        print(`wrote ${relative(process.cwd(), copy)}`);
      }
      return 0;
    case "ids":
      writeFileSync(join(root, IDS), bankIds(readBanks([SHIPPED_BANKS])));
      return 0;
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
 * @param {(path: string, notebook: import("./notebook-file.mjs").Notebook, bank: import("@stageplay/core").Bank | undefined) => Promise<string[]>} problemsOf
 */
async function eachLesson(named, print, problemsOf) {
  let count = 0;
  for (const path of lessonNotebooks(named, pathsOf().root)) {
    const notebook = readNotebook(path);
    const banks = readBanks([dirname(path), SHIPPED_BANKS]);
    const problems = await problemsOf(
      path,
      notebook,
      banks.find((bank) => bank.lesson === lessonIdOf(path, notebook)),
    );
    print(`${basename(path)}: ${problems.length === 0 ? "good" : `${problems.length} problems`}`);
    for (const problem of problems) print(`  ${problem}`);
    count += problems.length;
  }
  return count;
}

/** @param {string} root @param {(line: string) => void} print */
function idsProblems(root, print) {
  if (readFileSync(join(root, IDS), "utf8") === bankIds(readBanks([SHIPPED_BANKS]))) return 0;
  print(`${IDS} is not that of the banks: run \`npm run lesson -- ids\`.`);
  return 1;
}

/** @param {readonly string[]} args */
function optionsOf(args) {
  const at = args.indexOf("--out");
  if (at < 0) return { named: args };
  const folder = args[at + 1];
  if (folder === undefined) throw new SetupProblem("--out needs a folder.", "write --out followed by a folder.");
  return {
    named: args.filter((_, i) => i !== at && i !== at + 1),
    out: resolve(process.env.INIT_CWD ?? process.cwd(), folder),
  };
}
