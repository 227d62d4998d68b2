import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Bank, readBank, SparkError } from "@stageplay/core";
import type * as Yaml from "yaml";

/** Banks of the lessons that come with the kernel. */
export const SHIPPED_BANKS: string = fileURLToPath(new URL("../../banks", import.meta.url));

const SUFFIX = ".bank.yaml";
const require = createRequire(import.meta.url);

/**
 * The banks of these folders, by lesson; of two for one lesson the first folder's holds, so that a teacher's own bank beside the notebook goes before the
 * one that came with the kernel.
 *
 * @throws SparkError INVALID_BANK
 */
export function readBanks(folders: readonly string[]): readonly Bank[] {
  const banks = new Map<string, Bank>();
  for (const file of folders.flatMap(bankFiles)) {
    const bank = readBankFile(file);
    if (!banks.has(bank.lesson)) banks.set(bank.lesson, bank);
  }
  return [...banks.values()].sort((a, b) => (a.lesson < b.lesson ? -1 : 1));
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

/** @throws SparkError INVALID_BANK */
export function readBankFile(file: string): Bank {
  // Loaded when the first lesson asks: most notebooks have none.
  const { parse } = require("yaml") as typeof Yaml;
  let value: unknown;
  try {
    value = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new SparkError({
      condition: "INVALID_BANK",
      message: `${path.basename(file)} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      nextStep: "Mend the YAML where it says.",
      cause: error,
    });
  }
  return readBank(value, path.basename(file));
}
