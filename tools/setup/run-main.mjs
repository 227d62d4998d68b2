// The frame of every command: interrupts, failures, exit code.
import { describeFailure, Interrupted } from "./problem.mjs";

/**
 * Runs a command's body and ends the process with its exit code. The body gets a signal that is aborted by Ctrl-C or a termination.
 * @param {(signal: AbortSignal) => Promise<number>} body resolves to the exit code
 */
export async function runMain(body) {
  const abort = new AbortController();
  for (const name of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(name, () => abort.abort(new Interrupted()));
  }
  try {
    process.exitCode = await body(abort.signal);
  } catch (error) {
    console.error(`\n${describeFailure(error)}`);
    process.exitCode = error instanceof Interrupted ? 130 : 1;
  }
}
