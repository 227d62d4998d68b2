import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { bankFiles, readBankFile, readBanks, SHIPPED_BANKS } from "../../kernel/host/src/lesson/bank-files.js";
import { bankIds } from "../../tools/lesson/bank-ids.mjs";
import { checkLesson } from "../../tools/lesson/check-lesson.mjs";
import { lintLesson } from "../../tools/lesson/lint-lesson.mjs";
import { codeCells, lessonIdOf, lessonNotebooks, readNotebook } from "../../tools/lesson/notebook-file.mjs";
import { Spelling } from "../../tools/lesson/spelling.mjs";
import { pathsOf } from "../../tools/setup/paths.mjs";

const MINUTES = 60_000;
const { root, python } = pathsOf();
const lessons = lessonNotebooks([], root).map((file) => [path.basename(file), file] as const);
const banks = readBanks([SHIPPED_BANKS]);

describe.each(lessons)("%s", (_, file) => {
  const notebook = readNotebook(file);
  const bank = banks.find(({ lesson }) => lesson === lessonIdOf(file, notebook));

  it("is as a lesson has to be", () => {
    expect(lintLesson(file, notebook, { bank, spelling: new Spelling() })).toEqual([]);
  });

  it("holds no outputs", () => {
    for (const cell of codeCells(notebook)) expect([cell.outputs, cell.execution_count]).toEqual([[], null]);
  });

  it(
    "runs with its solutions, twice alike, and everything in it is right",
    async () => {
      const { signal } = new AbortController();
      expect(await checkLesson(file, notebook, { bank, python, signal })).toEqual([]);
    },
    10 * MINUTES,
  );
});

describe("the banks", () => {
  it("are one a lesson, named after it", () => {
    const files = bankFiles(SHIPPED_BANKS);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(path.basename(file)).toBe(`${readBankFile(file).lesson}.bank.yaml`);
  });

  it("have their ids in the editor's completion", () => {
    expect(readFileSync(`${root}/kernel/host/src/lesson/bank-ids.ts`, "utf8")).toBe(bankIds(banks));
  });
});
