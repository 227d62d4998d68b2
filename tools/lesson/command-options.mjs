// The arguments of `npm run lesson` and `npm run claims`.
import { SetupProblem } from "../setup/problem.mjs";

/**
 * Parts options from notebooks.
 * @param {readonly string[]} args
 * @param {{ flags?: readonly string[], values?: readonly string[], usage: string }} known `flags` stand alone (`--mutate`), `values` are followed by one (`--out folder`)
 * @returns {{ named: string[], flags: Set<string>, values: Map<string, string> }}
 * @throws {SetupProblem} an option is not known, or its value is missing
 */
export function commandOptions(args, { flags = [], values = [], usage }) {
  const found = { named: /** @type {string[]} */ ([]), flags: new Set(), values: new Map() };
  for (let i = 0; i < args.length; i++) {
    const arg = /** @type {string} */ (args[i]);
    const value = args[i + 1];
    if (!arg.startsWith("-")) found.named.push(arg);
    else if (flags.includes(arg)) found.flags.add(arg);
    else if (!values.includes(arg)) throw new SetupProblem(`There is no option ${arg}.`, `write one of\n${usage}`);
    else if (value === undefined || value.startsWith("-"))
      throw new SetupProblem(`${arg} needs a value.`, `write one of\n${usage}`);
    else {
      found.values.set(arg, value);
      i++;
    }
  }
  return found;
}

/** @param {readonly string[]} args */
export function asksForHelp(args) {
  return args.some((arg) => arg === "--help" || arg === "-h" || arg === "help");
}
