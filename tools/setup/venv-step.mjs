// Step "jupyter": a private Python environment with JupyterLab in the versions of constraints.txt.
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pythonEnvironment } from "../jupyter/environment.mjs";
import { findPython } from "./find-python.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { installProblem } from "./network.mjs";
import { SetupProblem } from "./problem.mjs";
import { CommandFailed, runCommand } from "./run-command.mjs";

const PIP = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--retries=2", "--prefer-binary"];

/**
 * @param {import("./paths.mjs").Paths} paths
 * @returns {import("./steps.mjs").Step}
 */
export function venvStep({ root, setup, venv, python }) {
  return {
    name: "jupyter",
    doing: "making .venv with JupyterLab",
    // The scripts in a virtual environment hold absolute paths: a moved repository needs a new one.
    inputs: () => fingerprint(root, ["requirements.txt", "constraints.txt"], { texts: [root] }),
    // The interpreter is a link into the Python it was made with, so this also sees that Python leave.
    present: () => existsSync(python) && existsSync(join(venv, "pyvenv.cfg")),
    check: async () => void findPython(),
    run: async (signal) => {
      const base = findPython();
      const options = { cwd: root, signal, env: pythonEnvironment() };
      rmSync(venv, { recursive: true, force: true });
      const makeLog = join(setup, "jupyter-venv.log");
      await runCommand(base.executable, ["-m", "venv", venv], { ...options, log: makeLog }).catch((error) => {
        throw error instanceof CommandFailed ? venvProblem(base.executable, error.output) : error;
      });
      const pipLog = join(setup, "jupyter-pip.log");
      await runCommand(python, [...PIP, "-r", "requirements.txt"], { ...options, log: pipLog }).catch((error) => {
        throw error instanceof CommandFailed ? installProblem("pip", error.output, pipLog) : error;
      });
      // JupyterLab brings a CommonJS yarn.js, which would be an ES module by our package.json above it.
      writeFileSync(join(venv, "package.json"), '{ "private": true, "type": "commonjs" }\n');
    },
    discard: () => rmSync(venv, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/**
 * @param {string} executable
 * @param {string} output
 */
function venvProblem(executable, output) {
  return new SetupProblem(
    `${executable} could not make a virtual environment:\n    ${output.trim().split("\n").slice(-6).join("\n    ")}`,
    "install its venv module (Debian, Ubuntu: `sudo apt install python3-venv`), then run the command again.",
  );
}
