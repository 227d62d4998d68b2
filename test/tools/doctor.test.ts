import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkData, hashDataFiles, recordedDataFiles } from "../../tools/doctor/data-files.mjs";
import { formatFindings, isHealthy } from "../../tools/doctor/findings.mjs";
import { pathsOf } from "../../tools/setup/paths.mjs";

const { notebooks } = pathsOf();

describe("the doctor", () => {
  it("knows the data files as they are (`node tools/doctor/data-files.mjs` records them anew)", () => {
    expect(recordedDataFiles()).toEqual(hashDataFiles(join(notebooks, "data")));
    expect(checkData(notebooks)).toMatchObject({ state: "ok" });
  });

  it("sees changed and missing data files", () => {
    const folder = mkdtempSync(join(tmpdir(), "stageplay-data-"));
    try {
      cpSync(join(notebooks, "data"), join(folder, "data"), { recursive: true });
      writeFileSync(join(folder, "data/words.txt"), "other words");
      expect(checkData(folder)).toMatchObject({ state: "wrong", detail: expect.stringContaining("words.txt") });
      rmSync(join(folder, "data/customers.csv"));
      expect(checkData(folder)).toMatchObject({ state: "missing", detail: "notebooks/data: customers.csv" });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("is content while only optional things are missing, and tells the next step", () => {
    const java = {
      name: "Java",
      state: "missing",
      detail: "not found",
      nextStep: "install it",
      optional: true,
    } as const;
    const node = { name: "Node", state: "ok", detail: "24.0.0" } as const;
    expect(isHealthy([node, java])).toBe(true);
    expect(formatFindings([node, java])).toMatch(
      /^ok +Node +24\.0\.0\nmissing +Java +not found \(optional\)\n +→ install it\n/,
    );
    expect(isHealthy([node, { ...java, optional: false }])).toBe(false);
  });
});
