// Which claim is shown by which cell.
import { basename } from "node:path";
import { CLAIMS } from "@stageplay/core";
import { pathsOf } from "../setup/paths.mjs";
import { asksForHelp, commandOptions } from "./command-options.mjs";
import { executeLesson } from "./execute-lesson.mjs";
import { lessonBank } from "./lesson-bank.mjs";
import { filled, lessonNotebooks, readNotebook } from "./notebook-file.mjs";

const USAGE = `npm run claims -- [notebooks]                 runs the lessons and prints which cell shows which claim
npm run claims -- --mutate [notebooks]        tries each claim on changed data as well, where it has to fail`;

/**
 * @param {readonly string[]} args
 * @param {AbortSignal} signal
 * @param {(line: string) => void} print
 */
export async function claims(args, signal, print = console.log) {
  const { root, python } = pathsOf();
  if (asksForHelp(args)) {
    print(USAGE);
    return 0;
  }
  const { named, flags } = commandOptions(args, { flags: ["--mutate"], usage: USAGE });
  const mutate = flags.has("--mutate");
  /** @type {Map<string, { notebook: string, cell: number }>} */
  const shown = new Map();
  let failures = 0;
  for (const path of lessonNotebooks(named, root)) {
    const notebook = readNotebook(path);
    const { bank, problems: bankProblems } = lessonBank(path, notebook);
    failures += bankProblems.length;
    for (const problem of bankProblems) print(`${basename(path)}: ${problem}`);
    const { passed, problem, events } = await executeLesson(path, filled(notebook, bank), { python, mutate, signal });
    if (!passed) {
      failures++;
      print(`${basename(path)}: ${problem}`);
    }
    for (const event of events) {
      if (event.kind !== "claim") continue;
      if (!shown.has(event.id)) shown.set(event.id, { notebook: basename(path, ".ipynb"), cell: event.cell });
      if (event.mutation === undefined) continue;
      const problems = mutationProblems(event.mutation);
      failures += problems.length;
      const { leaves, asserted } = event.mutation;
      print(
        `${event.id} [${event.cell}]: ${leaves} values read, ${asserted} changed that a fact depends on: ${problems.length === 0 ? "each noticed" : `${problems.length} problems`}`,
      );
      for (const line of problems) print(`    ${line}`);
    }
  }
  printTable(shown, named.length === 0, print);
  print(`claims: ${shown.size} of ${CLAIMS.length} shown`);
  const isComplete = named.length > 0 || shown.size === CLAIMS.length;
  return failures === 0 && isComplete ? 0 : 1;
}

/** @param {import("@stageplay/core").MutationReport} report */
function mutationProblems({ survivors, unmoved, asserted }) {
  return [
    ...survivors,
    ...unmoved.map(
      (name) =>
        `${name} is not from the run's data: no change of it gives another value (if reading then fails, read with \`?.\`)`,
    ),
    ...(asserted === 0 ? ["no value of the run is asserted"] : []),
  ];
}

/**
 * @param {ReadonlyMap<string, { notebook: string, cell: number }>} shown
 * @param {boolean} withMissing
 * @param {(line: string) => void} print
 */
function printTable(shown, withMissing, print) {
  const rows = CLAIMS.filter(({ id }) => shown.has(id));
  print("claim  lesson                                        cell  statement");
  for (const { id, corrected, statement } of rows) {
    const { notebook, cell } = /** @type {{ notebook: string, cell: number }} */ (shown.get(id));
    print(`${id}${corrected ? "!" : " "}  ${notebook.padEnd(44)}  ${`[${cell}]`.padStart(4)}  ${statement}`);
  }
  const missing = CLAIMS.filter(({ id }) => !shown.has(id));
  if (!withMissing || missing.length === 0) return;
  print("");
  print("missing:");
  for (const { id, lesson, corrected, statement } of missing)
    print(`${id}${corrected ? "!" : " "}  ${lesson}  ${statement}`);
  print("");
}
