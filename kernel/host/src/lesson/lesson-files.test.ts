import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { KERNEL_VERSION } from "@stageplay/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bankFiles, readBanks, SHIPPED_BANKS } from "./bank-files.js";
import { ProgressFile } from "./progress-file.js";

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};
const home = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stageplay-lesson-files-"));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

it("the kernel's version is the one that lessons ask for", () => {
  expect(KERNEL_VERSION).toBe(manifest.version);
});

describe("banks", () => {
  const own =
    "lesson: L00\nversion: 9\ntitle: Mine\ndifficulty: hard\nminutes: 5\ngoals: []\nexercises: []\nquestions: []\n";

  it("come with the kernel; one beside the notebook goes before it", () => {
    const shipped = readBanks([folder, SHIPPED_BANKS]);
    expect(shipped[0]).toMatchObject({ lesson: "L00", version: 1 });
    writeFileSync("anything.bank.yaml", own);
    expect(readBanks([folder, SHIPPED_BANKS])[0]).toMatchObject({ lesson: "L00", version: 9, title: "Mine" });
    expect(readBanks([folder, SHIPPED_BANKS])).toHaveLength(shipped.length);
    expect(bankFiles(path.join(folder, "nowhere"))).toEqual([]);
  });

  it("that are no YAML, or no bank, are named", () => {
    writeFileSync("a.bank.yaml", "lesson: [L00\n");
    expect(() => readBanks([folder])).toThrow(/INVALID_BANK.*a\.bank\.yaml cannot be read/);
    writeFileSync("a.bank.yaml", own.replace("Mine", ""));
    expect(() => readBanks([folder])).toThrow(
      /a\.bank\.yaml is not as a bank has to be:\n {2}title should be text, and is empty/,
    );
  });
});

describe("progress", () => {
  const data = { "L00.q1": { right: true, misses: 1, hints: 0 } };

  it("is kept beside the notebook", () => {
    new ProgressFile(true).save(data);
    expect(new ProgressFile(true).load()).toEqual(data);
    expect(JSON.parse(readFileSync(".stageplay-progress.json", "utf8"))).toEqual(data);
  });

  it("is not kept where nobody learns", () => {
    new ProgressFile(true).save(data);
    expect(new ProgressFile(false).load()).toEqual({});
    new ProgressFile(false).save({});
    expect(new ProgressFile(true).load()).toEqual(data);
  });

  it("is none where the file is missing, broken or cannot be written", () => {
    expect(new ProgressFile(true).load()).toEqual({});
    for (const text of ["{", "[1]", '{"L00.q1": 4}']) {
      writeFileSync(".stageplay-progress.json", text);
      expect(new ProgressFile(true).load()).toEqual({});
    }
    rmSync(".stageplay-progress.json");
    mkdirSync(".stageplay-progress.json");
    expect(() => new ProgressFile(true).save(data)).not.toThrow();
  });
});
