import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Bank, type BankSource, readBank, SparkError } from "@stageplay/core";
import type * as Yaml from "yaml";
import { yamlLines } from "./yaml-lines.js";

/** Banks of the lessons that come with the kernel. */
export const SHIPPED_BANKS: string = fileURLToPath(new URL("../../banks", import.meta.url));

/** A bank of a folder, not read yet. */
export interface BankFile extends BankSource {
  readonly file: string;
}

const SUFFIX = ".bank.yaml";
/** The entry that says whose bank it is, found also in a file that is no YAML. */
const LESSON = /^[ \t{]*["']?lesson["']?\s*:\s*["']?([\w-]+)/m;
const require = createRequire(import.meta.url);

/**
 * The banks of these folders, by lesson; of two for one lesson the first folder's holds, so that a teacher's own bank beside the notebook goes before the
 * one that came with the kernel.
 */
export function findBanks(folders: readonly string[]): readonly BankFile[] {
  const found = new Map<string, BankFile>();
  for (const bank of folders.flatMap(bankFiles).map(bankFile))
    if (!found.has(bank.lesson)) found.set(bank.lesson, bank);
  return [...found.values()].sort((a, b) => (a.lesson < b.lesson ? -1 : 1));
}

/**
 * All banks of these folders.
 *
 * @throws SparkError INVALID_BANK
 */
export function readBanks(folders: readonly string[]): readonly Bank[] {
  return findBanks(folders).map((bank) => bank.read());
}

/** Paths of a folder's banks, in order of name. */
export function bankFiles(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
    return names.sort().map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

/** Whose bank a file is. Reading all of it is left for later. */
export function bankFile(file: string): BankFile {
  return { lesson: lessonOfFile(file), file, read: () => readBankFile(file) };
}

/** @throws SparkError INVALID_BANK */
export function readBankFile(file: string): Bank {
  // Loaded when the first lesson asks: most notebooks have none.
  const { LineCounter, parseDocument } = require("yaml") as typeof Yaml;
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) throw notYaml(file, error);
  return readBank(document.toJS(), path.basename(file), yamlLines(document.contents, lines));
}

/** @throws SparkError INVALID_BANK */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new SparkError({
      condition: "INVALID_BANK",
      message: `${path.basename(file)} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      nextStep: "Make the file readable, or take it away.",
      cause: error,
    });
  }
}

/** Its name says it where its text does not. */
function lessonOfFile(file: string): string {
  try {
    return LESSON.exec(readFileSync(file, "utf8"))?.[1] ?? path.basename(file, SUFFIX);
  } catch {
    return path.basename(file, SUFFIX);
  }
}

function notYaml(file: string, error: Yaml.YAMLParseError): SparkError {
  const line = error.linePos?.[0].line;
  const [what] = error.message.split(/ at line \d+/, 1);
  return new SparkError({
    condition: "INVALID_BANK",
    message: `${path.basename(file)}${line === undefined ? "" : `, line ${line}`} is no YAML: ${what}.`,
    nextStep: "Mend that line. Put quotes around a text with `: ` or ` #` in it, or write it below a `|`.",
    cause: error,
  });
}
