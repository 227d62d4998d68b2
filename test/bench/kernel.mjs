import { execFileSync } from "node:child_process";
import { at } from "./paths.mjs";

const PYTHON = at(process.platform === "win32" ? ".venv/Scripts/python.exe" : ".venv/bin/python");

/** The kernel as a front end sees it: launch, and cells over the wire. */
export function measureKernel(reporter) {
  const kernel = JSON.parse(
    execFileSync(PYTHON, [at("test/bench/kernel_driver.py"), at("notebooks")], { encoding: "utf8" }),
  );
  const ratio = (ms) => `${(ms / kernel.trivialCellMs).toFixed(1)} × a trivial cell`;
  const cell = (name, ms, firstMs) =>
    reporter.add(`kernel: ${name} cell, median of 7`, ms, "ms", `first ${Math.round(firstMs)} ms; ${ratio(ms)}`);
  reporter.add(
    "kernel: launch to first result",
    kernel.launchToFirstResultMs,
    "ms",
    `ready for messages after ${Math.round(kernel.launchToReadyMs)} ms`,
  );
  reporter.add("kernel: trivial cell, median of 21", kernel.trivialCellMs, "ms");
  cell("word count", kernel.wordCountCellMs, kernel.wordCountFirstMs);
  cell("groupBy.count.show", kernel.groupByShowCellMs, kernel.groupByShowFirstMs);
}
