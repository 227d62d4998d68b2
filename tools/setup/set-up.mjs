// Set-up as a whole: which steps there are, in which order, one set-up at a time.
import { join } from "node:path";
import { buildStep } from "./build-step.mjs";
import { installStep } from "./install-step.mjs";
import { withLock } from "./lock.mjs";
import { npmStep } from "./npm-step.mjs";
import { pathsOf } from "./paths.mjs";
import { isCurrent, runSteps } from "./steps.mjs";
import { venvStep } from "./venv-step.mjs";

/**
 * The steps for a goal: "build" needs packages and build only, "lab" everything that JupyterLab needs.
 * @typedef {"build" | "lab"} Goal
 * @param {Goal} goal
 * @param {import("./paths.mjs").Paths} paths
 */
export function stepsFor(goal, paths) {
  const build = [npmStep(paths), buildStep(paths)];
  return goal === "build" ? build : [...build, venvStep(paths), installStep(paths)];
}

/**
 * Brings everything up to date that the goal needs. Without changes it only compares content hashes, and needs no network.
 * @param {Goal} goal
 * @param {import("./steps.mjs").Progress} progress
 * @param {AbortSignal} signal
 * @param {import("./paths.mjs").Paths} [paths]
 */
export async function setUp(goal, progress, signal, paths = pathsOf()) {
  const steps = stepsFor(goal, paths);
  if (steps.every((step) => isCurrent(paths.setup, step))) {
    for (const step of steps) progress.current(step);
    return;
  }
  await withLock(join(paths.setup, "lock"), () => runSteps(paths.setup, steps, progress, signal), {
    signal,
    onWait: (owner) => console.error(`  Another set-up (process ${owner}) is at work; waiting for it …`),
  });
}
