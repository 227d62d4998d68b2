// Which claim is shown by which cell.
import { basename, dirname } from "node:path";
import { CLAIMS } from "@stageplay/core";
import { readBanks, SHIPPED_BANKS } from "@stageplay/kernel/banks";
import { pathsOf } from "../setup/paths.mjs";
import { executeLesson } from "./execute-lesson.mjs";
import { filled, lessonIdOf, lessonNotebooks, readNotebook } from "./notebook-file.mjs";

/**
 * @param {readonly string[]} args
 * @param {AbortSignal} signal
 * @param {(line: string) => void} print
 */
export async function claims(args, signal, print = console.log) {
  const { root, python } = pathsOf();
  const mutate = args.includes("--mutate");
  const named = args.filter((arg) => !arg.startsWith("--"));
  /** @type {Map<string, { notebook: string, cell: number }>} */
  const shown = new Map();
  let failures = 0;
  for (const path of lessonNotebooks(named, root)) {
    const notebook = readNotebook(path);
    const banks = readBanks([dirname(path), SHIPPED_BANKS]);
    const bank = banks.find(({ lesson }) => lesson === lessonIdOf(path, notebook));
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
