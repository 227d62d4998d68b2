// Executes a lesson and gathers what the kernel says of it.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { jupyterEnvironment } from "../jupyter/environment.mjs";
import { writeNotebook } from "./notebook-file.mjs";

const SCRIPT = fileURLToPath(new URL("../jupyter/run_notebook.py", import.meta.url));

/**
 * @typedef {import("@stageplay/core").ClassroomEvent} ClassroomEvent
 * @typedef {object} Execution
 * @property {boolean} passed all cells ran
 * @property {string} problem what failed; empty when nothing did
 * @property {readonly ClassroomEvent[]} events
 */

/**
 * Executes a notebook, or a copy of it, in the original's folder. With `keep`, a folder, the executed notebook stays there, also as HTML; without it no
 * pictures are drawn.
 * @param {string} path of the original
 * @param {import("./notebook-file.mjs").Notebook} notebook what is executed
 * @param {{ python: string, mutate?: boolean, keep?: string, signal: AbortSignal }} options
 * @returns {Promise<Execution>}
 */
export async function executeLesson(path, notebook, { python, mutate = false, keep, signal }) {
  signal.throwIfAborted();
  const folder = mkdtempSync(join(tmpdir(), "stageplay-lesson-"));
  try {
    const copy = join(folder, basename(path));
    const record = join(folder, "events.jsonl");
    writeNotebook(copy, notebook);
    const env = {
      ...jupyterEnvironment(),
      STAGEPLAY_LESSON_RECORD: record,
      ...(keep === undefined ? { STAGEPLAY_PICTURES: "off" } : {}),
      ...(mutate ? { STAGEPLAY_MUTATE_CLAIMS: "1" } : {}),
    };
    const args = [SCRIPT, copy, keep === undefined ? "" : join(keep, basename(path, ".ipynb")), dirname(path)];
    const child = spawn(python, args, {
      env,
      stdio: ["ignore", "ignore", "pipe"],
      detached: process.platform !== "win32",
    });
    const stop = () => child.kill("SIGINT");
    signal.addEventListener("abort", stop, { once: true });
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
    });
    const code = await new Promise((end, fail) => child.on("error", fail).on("close", end));
    signal.removeEventListener("abort", stop);
    signal.throwIfAborted();
    const lines = existsSync(record) ? readFileSync(record, "utf8").trim().split("\n") : [];
    const events = lines.filter((line) => line !== "").map((line) => JSON.parse(line));
    return { passed: code === 0, problem: code === 0 ? "" : said.trim(), events };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
