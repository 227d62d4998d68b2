// The bank of a notebook's lesson, and what is wrong with it.
import { basename, dirname } from "node:path";
import { bankFile, bankFiles, SHIPPED_BANKS } from "@stageplay/kernel/banks";
import { lessonIdOf } from "./notebook-file.mjs";

/**
 * @param {string} path of the notebook; a bank beside it goes before a shipped one
 * @param {import("./notebook-file.mjs").Notebook} notebook
 * @returns {{ bank: import("@stageplay/core").Bank | undefined, own: string | undefined, problems: string[] }} `own`: its file, where it lies beside the notebook
 */
export function lessonBank(path, notebook) {
  const lesson = lessonIdOf(path, notebook);
  const own = bankFiles(dirname(path)).map(bankFile);
  const shipped = bankFiles(SHIPPED_BANKS).map(bankFile);
  const mine = own.filter((bank) => bank.lesson === lesson);
  const [found = shipped.find((bank) => bank.lesson === lesson)] = mine;
  const twice = mine.slice(1).map(({ file }) => `${basename(file)} is for ${lesson} as well, and is not used`);
  try {
    return { bank: found?.read(), own: mine[0]?.file, problems: twice };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "SparkError") throw error;
    return { bank: undefined, own: mine[0]?.file, problems: [...twice, error.message] };
  }
}
