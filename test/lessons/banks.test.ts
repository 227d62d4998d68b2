import path from "node:path";
import { describe, expect, it } from "vitest";
import { bankFiles, readBankFile, SHIPPED_BANKS } from "../../kernel/host/src/lesson/bank-files.js";
import { generatedProblems } from "../../tools/lesson/lesson-main.mjs";
import { pathsOf } from "../../tools/setup/paths.mjs";

describe("the banks", () => {
  it("are one a lesson, named after it", () => {
    const files = bankFiles(SHIPPED_BANKS);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(path.basename(file)).toBe(`${readBankFile(file).lesson}.bank.yaml`);
  });

  it("have their ids in the editor's completion, and the page of lessons has all questions", () => {
    expect(generatedProblems(pathsOf().root)).toEqual([]);
  });
});
