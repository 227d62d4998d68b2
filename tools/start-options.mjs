// The arguments of `npm start`.
import { SetupProblem } from "./setup/problem.mjs";

export const USAGE = `npm start                                 set up what is missing, then open JupyterLab on notebooks/
npm start -- --port 8889                  on another port (also STAGEPLAY_PORT; default 8888)
npm start -- --no-browser                 only print the address
npm start -- run notebooks/<name>.ipynb   execute a notebook; results go to out/`;

/**
 * @typedef {{ command: "help" } | { command: "run", notebook: string } | { command: "lab", port: number, browser: boolean }} StartOptions
 */

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {StartOptions}
 * @throws {SetupProblem} an argument or the port is not understood
 */
export function parseStartOptions(args, env = process.env) {
  if (args.includes("--help") || args.includes("-h")) return { command: "help" };
  if (args[0] === "run") {
    if (args.length !== 2) throw misunderstood(`\`run\` takes one notebook, not ${args.length - 1}.`);
    return { command: "run", notebook: /** @type {string} */ (args[1]) };
  }
  let port = env.STAGEPLAY_PORT || "8888";
  let browser = true;
  for (let i = 0; i < args.length; i++) {
    const [name, value] = /** @type {string} */ (args[i]).split("=", 2);
    if (name === "--no-browser" && value === undefined) browser = false;
    else if (name === "--port") port = value ?? args[++i] ?? "";
    else throw misunderstood(`${args[i]} is no argument of \`npm start\`.`);
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
    throw misunderstood(`"${port}" is no port; a port is a number from 1 to 65535.`);
  }
  return { command: "lab", port: Number(port), browser };
}

/** @param {string} message */
function misunderstood(message) {
  return new SetupProblem(message, `one of\n\n${USAGE}`);
}
