import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import { at } from "./paths.mjs";

/** The table that all subjects fill: a line is printed as soon as it is known, and all are written at the end. */
export function createReporter() {
  const rows = [];
  let failed = false;
  return {
    /** `value` is a number, or undefined with the reason in `note`; `facts` go into the file only. */
    add(name, value, unit, note = "", facts = {}) {
      rows.push({ name, value, unit, note, ...facts });
      const shown =
        value === undefined ? "skipped" : value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 1 : 0 });
      console.log(`${name.padEnd(46)} ${shown.padStart(12)} ${unit.padEnd(14)} ${note}`);
    },
    /** Something is wrong, not only slow: `npm run bench` ends with 1. */
    fail(name, problem) {
      failed = true;
      rows.push({ name, problem });
      console.log(`${name.padEnd(46)} ${"WRONG".padStart(12)} ${problem}`);
    },
    /** A line between parts of the table. */
    heading(text) {
      console.log(`\n${text}`);
    },
    get failed() {
      return failed;
    },
    write() {
      mkdirSync(at("out"), { recursive: true });
      const machine = { node: process.version, cpu: os.cpus()[0]?.model, cores: os.cpus().length };
      writeFileSync(at("out/bench.json"), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
      console.log("\nwritten to out/bench.json");
    },
  };
}
