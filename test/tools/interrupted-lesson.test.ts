import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { executeLesson } from "../../tools/lesson/execute-lesson.mjs";
import type { Cell } from "../../tools/lesson/notebook-file.mjs";
import { pathsOf } from "../../tools/setup/paths.mjs";
import { Interrupted } from "../../tools/setup/problem.mjs";

const code = (source: string, id: string): Cell => ({
  cell_type: "code",
  id,
  metadata: {},
  source,
  outputs: [],
  execution_count: null,
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it("a lesson that is interrupted leaves no kernel behind", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stageplay-interrupted-"));
  const pidFile = join(folder, "pid");
  try {
    const endless = `require("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));\nawait new Promise(() => {});`;
    const notebook = {
      cells: [code('lesson({ id: "endless" });', "a"), code(endless, "b")],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5,
    };
    const abort = new AbortController();
    const execution = executeLesson(join(folder, "endless.ipynb"), notebook, {
      python: pathsOf().python,
      signal: abort.signal,
    });
    const outcome = expect(execution).rejects.toBeInstanceOf(Interrupted);
    await vi.waitFor(() => expect(existsSync(pidFile) && readFileSync(pidFile, "utf8") !== "").toBe(true), {
      timeout: 120_000,
      interval: 100,
    });
    const kernel = Number(readFileSync(pidFile, "utf8"));
    expect(isAlive(kernel)).toBe(true);
    abort.abort(new Interrupted());
    await outcome;
    expect(isAlive(kernel)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
