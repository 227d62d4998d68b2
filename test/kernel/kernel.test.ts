import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/**
 * The real kernel process, spoken to by Jupyter's own client and conformance suite in Python. Needs the build and the
 * `.venv` that `npm test` makes.
 */
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const python = join(root, ".venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const main = join(root, "kernel/host/dist/main.js");
const TIMEOUT_MS = 300_000;

let data: string;

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), "stageplay-kernel-"));
  const spec = join(data, "kernels", "stageplay");
  mkdirSync(spec, { recursive: true });
  const argv = [process.execPath, main, "{connection_file}"];
  const kernel = { argv, display_name: "Stageplay", language: "typescript", interrupt_mode: "message" };
  writeFileSync(join(spec, "kernel.json"), JSON.stringify(kernel));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** Runs a Python test file; returns its report and how many of its tests passed. */
async function runPython(file: string): Promise<{ passed: number; report: string }> {
  const env = {
    ...process.env,
    JUPYTER_PATH: data,
    PYTHONDONTWRITEBYTECODE: "1",
    JUPYTER_RUNTIME_DIR: join(data, "runtime"),
  };
  const options = { cwd: here, env, timeout: TIMEOUT_MS, maxBuffer: 16 * 1024 * 1024 };
  const outcome = await promisify(execFile)(python, ["-m", "unittest", "-v", file], options).catch(
    (failure: { stderr: string }) => failure,
  );
  const report = outcome.stderr;
  return { passed: report.match(/ \.\.\. ok$/gm)?.length ?? 0, report };
}

describe("the kernel process", () => {
  it("is built, and Python's environment is there", () => {
    expect(existsSync(main), `${main} is missing; run "npm run build"`).toBe(true);
    expect(existsSync(python), `${python} is missing; "npm test" makes it`).toBe(true);
  });

  it(
    "passes Jupyter's conformance suite",
    async () => {
      const { passed, report } = await runPython("kernel_protocol");
      expect(report).toMatch(/^OK/m);
      expect(passed).toBeGreaterThanOrEqual(10);
    },
    TIMEOUT_MS,
  );

  it(
    "keeps its promises on interrupts, output, errors and jobs",
    async () => {
      const { passed, report } = await runPython("kernel_behaviour");
      expect(report).toMatch(/^OK/m);
      expect(passed).toBeGreaterThanOrEqual(20);
    },
    TIMEOUT_MS,
  );
});
