import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labCommand } from "../../../tools/jupyter/lab-command.mjs";

export interface JupyterServer {
  /** Without a slash at its end. */
  readonly address: string;
  readonly token: string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 200;

/**
 * Starts JupyterLab as `npm start` does, on a free port, showing `folder`; the same server has Notebook 7. Settings and runtime files go to a
 * folder of its own, so that an earlier theme or layout does not matter.
 */
export async function startJupyter(folder: string): Promise<JupyterServer> {
  const state = await mkdtemp(join(tmpdir(), "stageplay-lab-"));
  const port = await freePort();
  const token = "stageplay-e2e";
  const { command, args, env } = labCommand({ port, token, folder, state });
  // `window.jupyterapp` lets the tests run commands (change theme, run all cells).
  const exposed = ["LabApp", "JupyterNotebookApp"].map((app) => `--${app}.expose_app_in_browser=True`);
  const server = spawn(command, [...args, ...exposed], { env, stdio: ["ignore", "ignore", "pipe"] });
  const log: string[] = [];
  server.stderr.on("data", (chunk: Buffer) => log.push(chunk.toString()));
  const stop = async (): Promise<void> => {
    await ended(server);
    await rm(state, { recursive: true, force: true, maxRetries: 3 });
  };
  const address = `http://127.0.0.1:${port}`;
  try {
    await answering(`${address}/api/status?token=${token}`, server);
  } catch (error) {
    await stop();
    throw new Error(`JupyterLab did not start: ${String(error)}\n${log.join("").slice(-2000)}`);
  }
  return { address, token, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`it ended with code ${server.exitCode}`);
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`no answer within ${START_TIMEOUT_MS / 1000} s`);
}

/** Asks the server to end (twice, as Ctrl+C twice), which ends its kernels as well. */
function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => server.kill("SIGKILL"), 10_000);
    server.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    server.kill("SIGTERM");
  });
}
