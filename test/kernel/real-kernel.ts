import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The real kernel process, spoken to by Jupyter's own client in Python. Needs the build and the `.venv` that `npm test` makes. */
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
export const PYTHON: string = join(root, ".venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
export const KERNEL_MAIN: string = join(root, "kernel/host/dist/main.js");

/** What one cell sent, as `run_cells.py` gives it. */
export interface CellOutcome {
  readonly status: "ok" | "error";
  /** Execution count: the cell is `cell [count]` in tracebacks. */
  readonly count: number;
  readonly value: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What it displayed, as text. */
  readonly shown: readonly string[];
  /** Without colours. */
  readonly error: { readonly ename: string; readonly evalue: string; readonly traceback: string } | null;
}

/** A kernelspec of the built kernel in a folder of its own. */
export class RealKernel {
  readonly folder: string = mkdtempSync(join(tmpdir(), "stageplay-kernel-"));
  private readonly env: NodeJS.ProcessEnv = {
    ...process.env,
    JUPYTER_PATH: this.folder,
    JUPYTER_RUNTIME_DIR: join(this.folder, "runtime"),
    PYTHONDONTWRITEBYTECODE: "1",
  };

  constructor() {
    const spec = join(this.folder, "kernels", "stageplay");
    mkdirSync(spec, { recursive: true });
    const argv = [process.execPath, KERNEL_MAIN, "{connection_file}"];
    const kernel = { argv, display_name: "Stageplay", language: "typescript", interrupt_mode: "message" };
    writeFileSync(join(spec, "kernel.json"), JSON.stringify(kernel));
  }

  /** Runs a Python test file beside this one; gives its report and how many of its tests passed. */
  async runUnittest(file: string, timeout: number): Promise<{ passed: number; report: string }> {
    const options = { cwd: here, env: this.env, timeout, maxBuffer: 16 * 1024 * 1024 };
    const outcome = await promisify(execFile)(PYTHON, ["-m", "unittest", "-v", file], options).catch(
      (failure: { stderr: string }) => failure,
    );
    const report = outcome.stderr;
    return { passed: report.match(/ \.\.\. ok$/gm)?.length ?? 0, report };
  }

  /** Runs cells one after the other in one kernel process, also after a failing one. */
  runCells(cells: readonly string[], folder: string): Promise<CellOutcome[]> {
    const child = spawn(PYTHON, [join(here, "run_cells.py"), folder], { env: this.env });
    const texts = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (texts.stderr += text));
    child.stdin.end(JSON.stringify(cells));
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        if (code === 0) resolve(JSON.parse(texts.stdout) as CellOutcome[]);
        else reject(new Error(`run_cells.py ended with ${code}:\n${texts.stderr}`));
      });
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
