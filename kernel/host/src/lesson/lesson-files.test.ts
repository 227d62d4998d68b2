import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { KERNEL_VERSION } from "@stageplay/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bankFiles, findBanks, readBanks, SHIPPED_BANKS } from "./bank-files.js";
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

  it("send to items of another shipped lesson, where they send somewhere else to repeat", () => {
    const shipped = readBanks([SHIPPED_BANKS]);
    const items = shipped.flatMap(({ lesson, exercises, questions }) =>
      [...exercises, ...questions].map(({ id, repeat }) => ({ lesson, id, repeat })),
    );
    const sent = items.filter(({ repeat }) => repeat !== undefined);
    expect(sent.length).toBeGreaterThan(0);
    for (const { lesson, repeat } of sent) {
      expect(items.find(({ id }) => id === repeat)?.lesson, repeat).not.toBe(lesson);
      expect(items.map(({ id }) => id)).toContain(repeat);
    }
  });

  it("are read one at a time, so that a broken one is no matter to the others", () => {
    writeFileSync("a.bank.yaml", "lesson: L00\ntitle: [L00\n");
    writeFileSync("b.bank.yaml", own.replaceAll("L00", "spark-joins-1"));
    const banks = findBanks([folder, SHIPPED_BANKS]);
    expect(banks.find(({ lesson }) => lesson === "spark-joins-1")?.read().title).toBe("Mine");
    expect(banks.filter(({ lesson }) => lesson === "L00").map(({ file }) => path.basename(file))).toEqual([
      "a.bank.yaml",
    ]);
    expect(banks.find(({ lesson }) => lesson === "L01")?.read().lesson).toBe("L01");
  });

  it("that are no YAML, or no bank, are named with the line", () => {
    writeFileSync("a.bank.yaml", "lesson: L00\ntitle: a: b\n");
    expect(() => readBanks([folder])).toThrow(
      /INVALID_BANK.*a\.bank\.yaml, line 2 is no YAML: Nested mappings.*\nNext step: Mend that line\. Put quotes/s,
    );
    writeFileSync("a.bank.yaml", "lesson: [L00\n");
    expect(() => readBanks([folder])).toThrow(/a\.bank\.yaml, line 2 is no YAML/);
    writeFileSync("a.bank.yaml", own.replace("Mine", ""));
    expect(() => readBanks([folder])).toThrow(
      /a\.bank\.yaml is not as a bank has to be:\n {2}line 3: title should be text, and is empty/,
    );
    writeFileSync(
      "a.bank.yaml",
      own.replace("questions: []", "questions:\n  - id: L00.q1\n    kind: open\n    section: 1\n"),
    );
    expect(() => readBanks([folder])).toThrow(
      /line 9: questions\[0\]\.rubric is missing.*line 11: questions\[0\]\.section should be text, and is 1: put it in quotes/s,
    );
    writeFileSync("a.bank.yaml", "");
    expect(() => readBanks([folder])).toThrow(/a\.bank\.yaml is not as a bank has to be:\n {2}it should have named/);
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
