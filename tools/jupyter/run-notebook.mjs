// `npm start -- run <notebook>`: executes a notebook without a browser.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { SetupProblem } from "../setup/problem.mjs";
import { jupyterEnvironment } from "./environment.mjs";

const SCRIPT = fileURLToPath(new URL("run_notebook.py", import.meta.url));

/**
 * The notebook's absolute path; relative ones are taken from where the user called npm, then from the repository.
 * @param {string} notebook
 * @param {string} root
 * @param {NodeJS.ProcessEnv} [env]
 * @throws {SetupProblem} there is no such file, or it is no notebook
 */
export function locateNotebook(notebook, root, env = process.env) {
  const places = [env.INIT_CWD ?? process.cwd(), root].map((folder) => resolve(folder, notebook));
  const path = places.find((place) => existsSync(place));
  if (path === undefined) {
    throw new SetupProblem(
      `There is no notebook ${notebook}.`,
      "give the path of one, such as notebooks/00-first-run.ipynb.",
    );
  }
  if (!path.endsWith(".ipynb"))
    throw new SetupProblem(`${notebook} is no .ipynb file.`, "give the path of a notebook.");
  return path;
}

/**
 * Executes the notebook with our kernel, in the notebook's folder, and writes `<name>.ipynb` and `<name>.html` into `out`. A cell
 * that fails ends the run; both files then show its error.
 * @param {string} notebook absolute path
 * @param {import("../setup/paths.mjs").Paths} paths
 * @param {AbortSignal} signal
 * @returns {Promise<number>} exit code: 0 when all cells ran, 1 when one failed
 */
export async function runNotebook(notebook, { python, out }, signal) {
  signal.throwIfAborted();
  mkdirSync(out, { recursive: true });
  const target = join(out, basename(notebook, ".ipynb"));
  const child = spawn(python, [SCRIPT, notebook, target], {
    // Nobody learns while it runs headless.
    env: { ...jupyterEnvironment(), STAGEPLAY_PROGRESS: "off" },
    stdio: "inherit",
    detached: process.platform !== "win32",
  });
  // Python ends the kernel, which is no child of ours, when it is interrupted.
  const stop = () => child.kill("SIGINT");
  signal.addEventListener("abort", stop, { once: true });
  const code = await new Promise((end, fail) => child.on("error", fail).on("close", end));
  signal.throwIfAborted();
  return code ?? 1;
}
