// Steps and their stamps. A stamp `.setup/<step>` says what the step was made from. It is removed before the step begins and
// written, at one stroke, after it ended: an interrupted or failed step has no stamp and runs again.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} Step
 * @property {string} name also the name of its stamp
 * @property {string} doing what the user sees while it runs
 * @property {() => string} inputs fingerprint of what it is made from
 * @property {() => boolean} present whether what it makes is there at all
 * @property {() => Promise<void>} [check] throws a SetupProblem when it cannot work; runs before any step begins
 * @property {(signal: AbortSignal) => Promise<void>} run
 * @property {() => void} [discard] removes what is half-made after a failure
 */

/**
 * @typedef {object} Progress
 * @property {(step: Step) => void} current the step has nothing to do
 * @property {(step: Step) => void} begin
 * @property {(step: Step, seconds: number) => void} end
 * @property {(step: Step, error: unknown) => void} fail
 */

/**
 * Whether the step's stamp fits its inputs and its results are there.
 * @param {string} stamps folder of the stamps
 * @param {Step} step
 */
export function isCurrent(stamps, step) {
  return step.present() && readStamp(stamps, step) === step.inputs();
}

/**
 * Runs those of the steps that are not current, in order; after the first failure it stops and rejects with it.
 * @param {string} stamps
 * @param {readonly Step[]} steps
 * @param {Progress} progress
 * @param {AbortSignal} signal
 */
export async function runSteps(stamps, steps, progress, signal) {
  for (const step of steps) if (!isCurrent(stamps, step)) await step.check?.();
  for (const step of steps) {
    if (isCurrent(stamps, step)) progress.current(step);
    else await runStep(stamps, step, progress, signal);
  }
}

/**
 * @param {string} stamps
 * @param {Step} step
 * @param {Progress} progress
 * @param {AbortSignal} signal
 */
async function runStep(stamps, step, progress, signal) {
  const began = performance.now();
  progress.begin(step);
  rmSync(join(stamps, step.name), { force: true });
  // Taken before the step runs: what changes meanwhile is seen by the next run.
  const inputs = step.inputs();
  try {
    signal.throwIfAborted();
    await step.run(signal);
  } catch (error) {
    step.discard?.();
    progress.fail(step, error);
    throw error;
  }
  writeStamp(stamps, step, inputs);
  progress.end(step, (performance.now() - began) / 1000);
}

/**
 * @param {string} stamps
 * @param {Step} step
 */
function readStamp(stamps, step) {
  const file = join(stamps, step.name);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/**
 * @param {string} stamps
 * @param {Step} step
 * @param {string} inputs
 */
function writeStamp(stamps, step, inputs) {
  mkdirSync(stamps, { recursive: true });
  const temporary = join(stamps, `${step.name}.tmp`);
  writeFileSync(temporary, `${inputs}\n`);
  renameSync(temporary, join(stamps, step.name));
}
