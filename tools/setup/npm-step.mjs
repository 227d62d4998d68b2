// Step "packages": node_modules exactly as package-lock.json says.
import { existsSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { installProblem } from "./network.mjs";
import { SetupProblem } from "./problem.mjs";
import { CommandFailed, runCommand } from "./run-command.mjs";

const ARGS = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
/** Without a network npm would otherwise try for over a minute. */
const RETRIES = ["--fetch-retry-mintimeout=2000", "--fetch-retry-maxtimeout=8000"];

/**
 * @param {import("./paths.mjs").Paths} paths
 * @returns {import("./steps.mjs").Step}
 */
export function npmStep({ root, setup }) {
  const modules = join(root, "node_modules");
  const log = join(setup, "packages.log");
  return {
    name: "packages",
    doing: "installing from package-lock.json",
    // Native modules are built for one platform and one module interface of Node.
    inputs: () =>
      fingerprint(root, ["package-lock.json"], { texts: [process.platform, process.arch, process.versions.modules] }),
    present: () => existsSync(join(modules, ".package-lock.json")),
    run: async (signal) => {
      const npm = npmCommand();
      try {
        await runCommand(npm.command, [...npm.args, ...ARGS, ...RETRIES], { cwd: root, log, signal, shell: npm.shell });
      } catch (error) {
        throw error instanceof CommandFailed ? npmProblem(error.output, log) : error;
      }
    },
    discard: () => rmSync(modules, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** The npm that started us, or else the one on the PATH. */
function npmCommand(env = process.env) {
  const cli = env.npm_execpath;
  if (cli && basename(cli) === "npm-cli.js" && existsSync(cli))
    return { command: process.execPath, args: [cli], shell: false };
  return { command: "npm", args: [], shell: process.platform === "win32" };
}

/**
 * @param {string} output
 * @param {string} log
 */
function npmProblem(output, log) {
  if (output.includes("ENOENT") && output.includes("spawn npm")) {
    return new SetupProblem(
      "npm was not found.",
      "install Node with npm (https://nodejs.org/en/download), then run the command again.",
    );
  }
  return installProblem("npm", output, log);
}
