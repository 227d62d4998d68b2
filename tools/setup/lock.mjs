// One set-up at a time. The lock is a file that holds the process id of its owner; that of a dead process is nobody's.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SetupProblem } from "./problem.mjs";

const POLL_MS = 250;
const PATIENCE_MS = 20 * 60_000;

/**
 * Runs `body` while holding the lock; waits while another living process holds it, and says so once through `onWait`.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} body
 * @param {{ onWait?: (owner: number) => void, signal?: AbortSignal, isAlive?: (owner: number) => boolean, patienceMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(
  file,
  body,
  { onWait, signal, isAlive = isProcessAlive, patienceMs = PATIENCE_MS } = {},
) {
  mkdirSync(dirname(file), { recursive: true });
  const until = performance.now() + patienceMs;
  let announced = false;
  for (let owner = take(file); owner !== undefined; owner = take(file)) {
    if (!isAlive(owner)) {
      removeStale(file, owner);
      continue;
    }
    if (!announced) onWait?.(owner);
    announced = true;
    if (performance.now() >= until) {
      throw new SetupProblem(
        `Another set-up (process ${owner}) has been at work for too long.`,
        `end it, or, if process ${owner} is no set-up of Stageplay, delete ${file}; then run the command again.`,
      );
    }
    signal?.throwIfAborted();
    await pause(POLL_MS);
  }
  try {
    return await body();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Takes the lock and returns undefined, or returns its owner. The file appears with its content at one stroke.
 * @param {string} file
 * @returns {number | undefined}
 */
function take(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, `${process.pid}\n`);
  try {
    linkSync(mine, file);
    return undefined;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    return readOwner(file);
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {number} 0, which no process has, when the lock has just gone
 */
function readOwner(file) {
  try {
    return Number(readFileSync(file, "utf8")) || 0;
  } catch {
    return 0;
  }
}

/**
 * Moves a dead owner's lock away. Should somebody else have taken it over in this moment, theirs is put back.
 * @param {string} file
 * @param {number} owner
 */
function removeStale(file, owner) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readOwner(aside) !== owner) linkSync(aside, file);
  } catch {
    // Another process was quicker; the next look tells.
  }
  rmSync(aside, { force: true });
}

/** @param {number} owner */
function isProcessAlive(owner) {
  if (owner === 0) return false;
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
