// `npm run bench`: measures what a user waits for, prints a table and writes out/bench.json. Wall times move with the machine and what else it does;
// compare runs of one machine, and look at the ratios.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { encodeRun } from "@stageplay/view";
import { findChromium } from "../../tools/chromium.mjs";
import { measureFirstPaint } from "../e2e/first-paint.mjs";
import { ALL_RULES, simulateJobs, simulateModelled, simulateShuffles } from "./simulate.mjs";

const at = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const PYTHON = at(process.platform === "win32" ? ".venv/Scripts/python.exe" : ".venv/bin/python");

/** CPU seconds that SimPy takes for one stage of 1,000 tasks on 400 slots; undefined where it is not installed. */
function simpySeconds() {
  try {
    return Number(execFileSync(PYTHON, [at("test/bench/simpy_stage.py")], { encoding: "utf8", stdio: "pipe" }));
  } catch {
    return undefined;
  }
}

const rows = [];
/** Adds a line to the table; `value` is a number, or undefined with the reason in `note`. */
function add(name, value, unit, note = "") {
  rows.push({ name, value, unit, note });
  const shown =
    value === undefined ? "skipped" : value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 1 : 0 });
  console.log(`${name.padEnd(46)} ${shown.padStart(12)} ${unit.padEnd(14)} ${note}`);
}

const kernel = JSON.parse(
  execFileSync(PYTHON, [at("test/bench/kernel_driver.py"), at("notebooks")], { encoding: "utf8" }),
);
add(
  "kernel: launch to first result",
  kernel.launchToFirstResultMs,
  "ms",
  `ready for messages after ${Math.round(kernel.launchToReadyMs)} ms`,
);
add("kernel: trivial cell, median of 21", kernel.trivialCellMs, "ms");
const ratio = (ms) => `${(ms / kernel.trivialCellMs).toFixed(1)} × a trivial cell`;
add(
  "kernel: word count cell, median of 7",
  kernel.wordCountCellMs,
  "ms",
  `first ${Math.round(kernel.wordCountFirstMs)} ms; ${ratio(kernel.wordCountCellMs)}`,
);
add(
  "kernel: groupBy.count.show cell, median of 7",
  kernel.groupByShowCellMs,
  "ms",
  `first ${Math.round(kernel.groupByShowFirstMs)} ms; ${ratio(kernel.groupByShowCellMs)}`,
);

const cpuMs = ({ cpuSeconds }) => cpuSeconds * 1000;
const perTask = ({ run }) => `${(run.tasks.byteLength / run.tasks.length).toFixed(0)} bytes a task`;
await simulateModelled(20, 1000); // warms the JIT up
const fifo = await simulateModelled(1000, 1000);
add("schedulers: 1,000 × 1,000 tasks, FIFO only", cpuMs(fifo), "CPU ms", perTask(fifo));
const every = { full: true, conf: ALL_RULES };
const ruled = await simulateModelled(1000, 1000, every);
add("schedulers: the same, every rule, full metrics", cpuMs(ruled), "CPU ms", perTask(ruled));
const tenfold = await simulateModelled(10_000, 1000, every);
const growth = (tenfold.cpuSeconds / ruled.cpuSeconds).toFixed(1);
add("schedulers: ten times as many tasks", cpuMs(tenfold), "CPU ms", `${growth} times as long; ${perTask(tenfold)}`);
for (const executors of [10_000, 100_000]) {
  const wide = await simulateModelled(4, 10 * executors, { executors });
  const name = `schedulers: ${executors.toLocaleString("en")} executors, 4 stages`;
  add(name, cpuMs(wide), "CPU ms", `${wide.run.tasks.length.toLocaleString("en")} tasks`);
}
const simpy = simpySeconds();
const ours = ruled.cpuSeconds / 1000;
if (simpy === undefined) add("SimPy: one such stage", undefined, "CPU ms", "not installed");
else add("SimPy: one such stage", simpy * 1000, "CPU ms", `${(simpy / ours).toFixed(0)} times as long as ours`);

await simulateJobs(20, 1000); // warms the JIT up
const million = await simulateJobs(1000, 1000);
const secondsOf = ({ run, cpuSeconds }) =>
  `${run.tasks.length.toLocaleString("en")} tasks on 400 slots in ${cpuSeconds.toFixed(1)} CPU s`;
add("simulation: 1,000 stages of 1,000, barriers", 1e6 / million.cpuSeconds, "tasks/CPU s", secondsOf(million));
const shuffled = await simulateShuffles(20, 1000);
add(
  "simulation: 20 stages of 1,000, shuffles",
  shuffled.run.tasks.length / shuffled.cpuSeconds,
  "tasks/CPU s",
  secondsOf(shuffled),
);

const { run } = shuffled;
const encoding = process.cpuUsage();
const bundle = JSON.stringify(encodeRun(run));
const encoded = process.cpuUsage(encoding);
add(
  "bundle: 20,000 tasks",
  Buffer.byteLength(bundle),
  "bytes",
  `${(Buffer.byteLength(bundle) / 20_000).toFixed(1)} bytes a task; encoded in ${Math.round((encoded.user + encoded.system) / 1000)} CPU ms`,
);

if (findChromium() === undefined) {
  add(
    "browser: first paint of that bundle",
    undefined,
    "ms",
    "no Chromium found: install it, or set CHROMIUM to its path",
  );
} else {
  const { cold, warm } = await measureFirstPaint(bundle);
  const parts = `decode ${Math.round(warm.decodeMs)}, model ${Math.round(warm.modelMs)}, draw ${Math.round(warm.drawMs)} ms`;
  add("browser: first paint of that bundle", cold.totalMs, "ms", `${cold.tasks} tasks, plotly.js loaded with it`);
  add("browser: the next card", warm.totalMs, "ms", parts);
}

mkdirSync(at("out"), { recursive: true });
const machine = { node: process.version, cpu: os.cpus()[0]?.model, cores: os.cpus().length };
writeFileSync(at("out/bench.json"), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
console.log("written to out/bench.json");
