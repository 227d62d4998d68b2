// Starts JupyterLab, waits until it answers, and stays until it ends.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SetupProblem } from "../setup/problem.mjs";
import { labCommand } from "./lab-command.mjs";

const POLL_MS = 50;
const PATIENCE_MS = 90_000;
const ENDING_MS = 10_000;

/**
 * Serves notebooks/ until the server ends or `signal` is aborted; `onReady` gets the address, token included.
 * @param {{ port: number, token: string, setup: string, signal: AbortSignal, onReady: (url: string) => void }} options
 * @returns {Promise<number>} exit code
 */
export async function serveLab({ port, token, setup, signal, onReady }) {
  const { command, args, env } = labCommand({ port, token });
  const log = join(setup, "lab.log");
  mkdirSync(setup, { recursive: true });
  const file = openSync(log, "w", 0o600);
  const child = spawn(command, args, { env, stdio: ["ignore", file, file], detached: process.platform !== "win32" });
  closeSync(file);
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  // Jupyter would ask back after SIGINT; SIGTERM ends it and its kernels in good order.
  const stop = () => {
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), ENDING_MS).unref();
  };
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  const ready = await Promise.race([answers(port, token), ended.then(() => false)]);
  if (signal.aborted) {
    await ended;
    return 0;
  }
  if (!ready) {
    stop();
    const tail = readFileSync(log, "utf8").trim().split("\n").slice(-6).join("\n    ");
    throw new SetupProblem(
      `JupyterLab did not start:\n    ${tail}`,
      `see ${log}; \`npm run doctor\` checks what it needs.`,
    );
  }
  onReady(`http://127.0.0.1:${port}/lab?token=${token}`);
  const code = await ended;
  return signal.aborted ? 0 : (code ?? 1);
}

/**
 * Whether the server answers in time.
 * @param {number} port
 * @param {string} token
 */
async function answers(port, token) {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/status`, {
        headers: { authorization: `token ${token}` },
      });
      if (response.ok) return true;
    } catch {
      // Not listening yet.
    }
    await pause(POLL_MS);
  }
  return false;
}
