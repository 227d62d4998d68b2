import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isCurrent, runSteps } from "../../tools/setup/steps.mjs";

describe("steps and their stamps", () => {
  let stamps: string;
  let log: string[];
  beforeEach(() => {
    stamps = mkdtempSync(join(tmpdir(), "stageplay-stamps-"));
    log = [];
  });
  afterEach(() => rmSync(stamps, { recursive: true, force: true }));

  const progress = {
    current: (step: { name: string }) => void log.push(`${step.name} current`),
    begin: (step: { name: string }) => void log.push(`${step.name} begins`),
    end: (step: { name: string }) => void log.push(`${step.name} ends`),
    fail: (step: { name: string }) => void log.push(`${step.name} fails`),
  };
  const never = new AbortController().signal;
  const made = (name: string, options: object = {}) => ({
    name,
    doing: "",
    inputs: () => "hash",
    present: () => true,
    run: async () => void log.push(`${name} runs`),
    ...options,
  });

  it("runs a step until its stamp fits", async () => {
    await runSteps(stamps, [made("a")], progress, never);
    await runSteps(stamps, [made("a")], progress, never);
    await runSteps(stamps, [made("a", { inputs: () => "other" })], progress, never);
    expect(log).toEqual(["a begins", "a runs", "a ends", "a current", "a begins", "a runs", "a ends"]);
  });

  it("has no stamp while a step runs, nor after it failed; what is half-made is discarded, later steps do not begin", async () => {
    await runSteps(stamps, [made("a")], progress, never);
    log.length = 0;
    const failing = made("a", {
      inputs: () => "other",
      run: async () => {
        expect(existsSync(join(stamps, "a"))).toBe(false);
        throw new Error("broken");
      },
      discard: () => void log.push("a discarded"),
    });
    await expect(runSteps(stamps, [failing, made("b")], progress, never)).rejects.toThrow("broken");
    expect(log).toEqual(["a begins", "a discarded", "a fails"]);
    expect([isCurrent(stamps, failing), isCurrent(stamps, made("a"))]).toEqual([false, false]);
  });

  it("stamps what a step began with: inputs that change meanwhile make it run again", async () => {
    let content = "before";
    const step = made("a", {
      inputs: () => content,
      run: async () => {
        content = "after";
      },
    });
    await runSteps(stamps, [step], progress, never);
    expect(isCurrent(stamps, step)).toBe(false);
  });

  it("makes all checks before the first step begins, but not those of steps that are current", async () => {
    const refuse = async (): Promise<void> => {
      throw new Error("cannot work");
    };
    await expect(runSteps(stamps, [made("a"), made("b", { check: refuse })], progress, never)).rejects.toThrow(
      "cannot work",
    );
    expect(log).toEqual([]);
    await runSteps(stamps, [made("b")], progress, never);
    await runSteps(stamps, [made("b", { check: refuse })], progress, never);
  });
});
