// The doctor's questions, in the order in which things depend on each other.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "../chromium.mjs";
import { buildStep } from "../setup/build-step.mjs";
import { findPython } from "../setup/find-python.mjs";
import { kernelSpec } from "../setup/install-step.mjs";
import { npmStep } from "../setup/npm-step.mjs";
import { SetupProblem } from "../setup/problem.mjs";
import { isCurrent } from "../setup/steps.mjs";
import { venvStep } from "../setup/venv-step.mjs";
import { checkData } from "./data-files.mjs";

/** @typedef {import("./findings.mjs").Finding} Finding */

const SET_UP = "`npm start` makes it";
const RENEW = "`npm start` brings it up to date";

/**
 * @param {import("../setup/paths.mjs").Paths} paths
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Finding[]}
 */
export function diagnose(paths, env = process.env) {
  return [
    { name: "Node", state: "ok", detail: `${process.versions.node} (${process.execPath})` },
    python(env),
    java(env),
    chromium(env),
    step("packages", npmStep(paths), paths, "node_modules"),
    step("build", buildStep(paths), paths, "kernel/*/dist and lab-extension/labextension-out"),
    step("JupyterLab", venvStep(paths), paths, ".venv"),
    kernelspec(paths),
    extension(paths),
    checkData(paths.notebooks),
  ];
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Finding}
 */
function python(env) {
  try {
    const { version, executable } = findPython({ env });
    return { name: "Python", state: "ok", detail: `${version} (${executable})` };
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    const state = error.message.startsWith("No Python") ? "missing" : "wrong";
    return { name: "Python", state, detail: error.message, nextStep: error.nextStep };
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Finding}
 */
function java(env) {
  const { status, stderr } = spawnSync("java", ["-version"], { env, encoding: "utf8", timeout: 20_000 });
  if (status === 0) return { name: "Java", state: "ok", detail: stderr.split("\n")[0] ?? "", optional: true };
  const nextStep = "only needed to record golden runs with real Spark: install a JDK 17 (https://adoptium.net)";
  return { name: "Java", state: "missing", detail: "not found on the PATH", nextStep, optional: true };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Finding}
 */
function chromium(env) {
  const path = findChromium(env);
  if (path) return { name: "Chromium", state: "ok", detail: path, optional: true };
  const nextStep = "only needed for the browser tests: install Chromium or Chrome, or set CHROMIUM to its path";
  return { name: "Chromium", state: "missing", detail: "not found", nextStep, optional: true };
}

/**
 * @param {string} name
 * @param {import("../setup/steps.mjs").Step} made
 * @param {import("../setup/paths.mjs").Paths} paths
 * @param {string} what
 * @returns {Finding}
 */
function step(name, made, { setup }, what) {
  if (!made.present()) return { name, state: "missing", detail: what, nextStep: SET_UP };
  if (!isCurrent(setup, made)) return { name, state: "wrong", detail: `${what}: not up to date`, nextStep: RENEW };
  return { name, state: "ok", detail: what };
}

/**
 * @param {import("../setup/paths.mjs").Paths} paths
 * @returns {Finding}
 */
function kernelspec({ root, kernelspec }) {
  const name = "kernelspec";
  const file = join(kernelspec, "kernel.json");
  if (!existsSync(file)) return { name, state: "missing", detail: "not in .venv", nextStep: SET_UP };
  const wanted = kernelSpec(root);
  if (readFileSync(file, "utf8").trim() !== JSON.stringify(wanted, undefined, 2)) {
    return { name, state: "wrong", detail: `${file} is not for this Node or this folder`, nextStep: RENEW };
  }
  if (!existsSync(String(wanted.argv[1]))) {
    return { name, state: "wrong", detail: `its program ${wanted.argv[1]} is missing`, nextStep: RENEW };
  }
  return { name, state: "ok", detail: `${wanted.display_name} (${kernelspec})` };
}

/**
 * @param {import("../setup/paths.mjs").Paths} paths
 * @returns {Finding}
 */
function extension({ root, labextension }) {
  const name = "extension";
  const installed = entryOf(labextension);
  if (installed === undefined) return { name, state: "missing", detail: "not in .venv", nextStep: SET_UP };
  if (installed !== entryOf(join(root, "lab-extension/labextension-out"))) {
    return { name, state: "wrong", detail: "the one in .venv is not the one that was built", nextStep: RENEW };
  }
  return existsSync(join(labextension, installed))
    ? { name, state: "ok", detail: labextension }
    : {
        name,
        state: "wrong",
        detail: `${installed} is missing`,
        nextStep: "delete .setup/install, then run `npm start`",
      };
}

/**
 * The file with which JupyterLab begins to load a prebuilt extension; its name holds a hash of the contents.
 * @param {string} folder
 * @returns {string | undefined}
 */
function entryOf(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).jupyterlab._build.load;
  } catch {
    return undefined;
  }
}
