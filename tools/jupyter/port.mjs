// Ports: is one free, and if not, is it our own server that has it?
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { SetupProblem } from "../setup/problem.mjs";

/**
 * Resolves when the port is free on 127.0.0.1.
 * @param {number} port
 * @param {string} runtime folder where running Jupyter servers of ours leave their data
 * @throws {SetupProblem} it is taken, or may not be used
 */
export async function requireFreePort(port, runtime) {
  const code = await tryPort(port);
  if (code === undefined) return;
  if (code !== "EADDRINUSE") {
    throw new SetupProblem(
      `Port ${port} cannot be used (${code}).`,
      "choose one above 1023: `npm start -- --port 8889`.",
    );
  }
  const url = runningServer(port, runtime);
  throw new SetupProblem(
    url ? `Stageplay already runs on port ${port}: ${url}` : `Port ${port} is taken by another program.`,
    `${url ? "open that address, or start a second one on" : "choose"} another port: \`npm start -- --port ${port + 1}\` (or STAGEPLAY_PORT=${port + 1}).`,
  );
}

/**
 * @param {number} port
 * @returns {Promise<string | undefined>} the error's code when the port cannot be listened on
 */
function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? error.message));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/**
 * The address of a server of ours on this port, from the file that Jupyter keeps while it runs.
 * @param {number} port
 * @param {string} runtime
 */
function runningServer(port, runtime) {
  try {
    for (const name of readdirSync(runtime).filter((file) => /^jpserver-\d+\.json$/.test(file))) {
      const server = JSON.parse(readFileSync(join(runtime, name), "utf8"));
      process.kill(server.pid, 0);
      if (server.port === port) return `${server.url}lab?token=${server.token}`;
    }
  } catch {
    // No such folder, or a server that has gone: then the port's owner is somebody else.
  }
  return undefined;
}
