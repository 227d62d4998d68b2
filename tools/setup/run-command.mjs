// Runs one program as part of a step.
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Interrupted } from "./problem.mjs";

/** How much of a failed program's output is kept for the message, in characters. */
const TAIL = 4000;
/** How long an interrupted program may take to end by itself. */
const PATIENCE_MS = 2000;

/** A program ended with a failure; `output` is the end of what it printed. */
export class CommandFailed extends Error {
  /**
   * @param {string} command
   * @param {string} output
   */
  constructor(command, output) {
    super(`${command} failed`);
    this.name = "CommandFailed";
    this.output = output;
  }
}

/**
 * Runs a program to its end; what it prints goes to `log` and not to the terminal. It rejects with {@link CommandFailed}, or with
 * `Interrupted` once `signal` is aborted and the program with all its children is gone.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, log: string, signal?: AbortSignal, env?: NodeJS.ProcessEnv, shell?: boolean }} options
 * @returns {Promise<void>}
 */
export function runCommand(command, args, { cwd, log, signal, env = process.env, shell = false }) {
  signal?.throwIfAborted();
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  return new Promise((resolve, reject) => {
    // A process group of its own: Ctrl-C then reaches only us, and we end the program and its children together.
    const child = spawn(command, args, { cwd, env, shell, detached: !isWindows, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        file.write(chunk);
        output = (output + chunk).slice(-TAIL);
      });
    }
    const stop = () => {
      endTree(child);
      setTimeout(() => endTree(child, "SIGKILL"), PATIENCE_MS).unref();
    };
    signal?.addEventListener("abort", stop, { once: true });
    child.on("error", (error) => finish(new CommandFailed(command, error.message)));
    child.on("close", (code) => finish(code === 0 ? undefined : new CommandFailed(command, output)));

    /** @param {Error | undefined} failure */
    function finish(failure) {
      signal?.removeEventListener("abort", stop);
      file.end();
      if (signal?.aborted) reject(new Interrupted());
      else if (failure) reject(failure);
      else resolve();
    }
  });
}

const isWindows = process.platform === "win32";

/**
 * Ends a program that was started as leader of its own process group, and its children.
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} [signal]
 */
export function endTree(child, signal = "SIGTERM") {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (isWindows) {
    spawn("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}
