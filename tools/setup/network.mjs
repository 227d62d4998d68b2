// Tells a missing network from other failures of npm and pip, by what they print.
import { SetupProblem } from "./problem.mjs";

const SIGNS = new RegExp(
  [
    "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED", // npm
    "NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|Network is unreachable", // pip
    "Temporary failure in name resolution|Failed to establish a new connection|Connection refused",
  ].join("|"),
);

/**
 * The problem to report when npm or pip failed.
 * @param {string} program "npm" or "pip"
 * @param {string} output the end of what it printed
 * @param {string} log where all of it is
 * @returns {SetupProblem}
 */
export function installProblem(program, output, log) {
  if (SIGNS.test(output)) {
    return new SetupProblem(
      `${program} cannot reach its registry: the first start needs a network (later ones do not).`,
      `connect, or set the proxy that ${program} is to use, then run the command again; steps already done are kept. (${log})`,
    );
  }
  const end = output.trim().split("\n").slice(-8).join("\n    ");
  return new SetupProblem(
    `${program} could not install the pinned packages:\n    ${end}`,
    `see ${log}, mend what it names, then run the command again.`,
  );
}
