// Finds a Python that can make the private environment.
import { spawnSync } from "node:child_process";
import { pythonEnvironment } from "../jupyter/environment.mjs";
import { SetupProblem } from "./problem.mjs";

/** Commands by which Python is known; STAGEPLAY_PYTHON, when set, is the only one tried. */
const CANDIDATES = [["python3"], ["python"], ["py", "-3"]];

/** Readable by every Python from 2.7 on. */
const PROBE = `
import sys
try:
    from importlib.util import find_spec
    venv = bool(find_spec("venv") and find_spec("ensurepip"))
except ImportError:
    venv = False
print("%d.%d.%d|%s|%s" % (sys.version_info[0], sys.version_info[1], sys.version_info[2], venv, sys.executable))
`;

/**
 * @typedef {object} Python
 * @property {string} version such as "3.11.2"
 * @property {boolean} venv whether it can make virtual environments
 * @property {string} executable
 */

/**
 * The first Python ≥ 3.10 that can make virtual environments.
 * @param {{ env?: NodeJS.ProcessEnv, probe?: (command: readonly string[]) => Python | undefined }} [options]
 * @returns {Python}
 * @throws {SetupProblem} none is there, all are too old, or the venv module is missing
 */
export function findPython({ env = process.env, probe = (command) => probePython(command, env) } = {}) {
  const chosen = env.STAGEPLAY_PYTHON;
  const found = (chosen ? [[chosen]] : CANDIDATES).map(probe).filter((python) => python !== undefined);
  const recent = found.filter((python) => isRecent(python.version));
  const good = recent.find((python) => python.venv);
  if (good) return good;
  if (recent[0]) throw withoutVenv(recent[0]);
  if (found[0]) throw tooOld(found[0]);
  throw new SetupProblem(
    chosen
      ? `STAGEPLAY_PYTHON is ${chosen}, which is no Python that runs.`
      : "No Python was found; 3.10 or later is needed.",
    `${INSTALL} then run the command again.`,
  );
}

const INSTALL =
  "install Python 3.10 or later (https://www.python.org/downloads/, `sudo apt install python3 python3-venv`, `brew install python`), " +
  "or set STAGEPLAY_PYTHON to the path of one;";

/** @param {Python} python */
function tooOld(python) {
  return new SetupProblem(
    `Python ${python.version} (${python.executable}) is too old; 3.10 or later is needed.`,
    `${INSTALL} then run the command again.`,
  );
}

/** @param {Python} python */
function withoutVenv(python) {
  const [major, minor] = python.version.split(".");
  return new SetupProblem(
    `Python ${python.version} (${python.executable}) lacks the venv module, which makes the private environment.`,
    `install it (Debian, Ubuntu: \`sudo apt install python${major}.${minor}-venv\`), then run the command again.`,
  );
}

/** @param {string} version */
function isRecent(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 3 || (major === 3 && minor >= 10);
}

/**
 * Asks one command what it is; undefined when it is not there or does not run.
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Python | undefined}
 */
function probePython([name = "", ...args], env) {
  const { status, stdout } = spawnSync(name, [...args, "-c", PROBE], {
    env: pythonEnvironment(env),
    encoding: "utf8",
    timeout: 20_000,
  });
  const [, version, venv, executable] = /^([\d.]+)\|(True|False)\|(.*)$/m.exec(stdout ?? "") ?? [];
  if (status !== 0 || version === undefined) return undefined;
  return { version, venv: venv === "True", executable: executable?.trim() || name };
}
