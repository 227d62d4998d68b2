// What set-up tells the user: a line for each step, with its time.
import { Interrupted } from "./problem.mjs";

/**
 * A line for each step. With `quiet`, steps that have nothing to do are passed over and the lines go to stderr, which leaves stdout to the
 * command that follows.
 * @param {{ quiet?: boolean, write?: (text: string) => void }} [options]
 * @returns {import("./steps.mjs").Progress}
 */
export function lineProgress({
  quiet = false,
  write = (text) => (quiet ? process.stderr : process.stdout).write(text),
} = {}) {
  return {
    current: (step) => {
      if (!quiet) write(`  ${step.name.padEnd(8)} up to date\n`);
    },
    begin: (step) => write(`  ${step.name.padEnd(8)} ${step.doing} … `),
    end: (_step, seconds) => write(`${seconds.toFixed(1)} s\n`),
    fail: (_step, error) => write(error instanceof Interrupted ? "interrupted\n" : "failed\n"),
  };
}
