import { execFileSync } from "node:child_process";
import { inChild } from "./in-child.mjs";
import { at } from "./paths.mjs";

const PROCESS = at("test/bench/schedulers-process.mjs");
/** Pythons that may have SimPy: the one that is named, the private one, and what the system has. */
const PYTHONS = [
  process.env.STAGEPLAY_BENCH_PYTHON,
  at(process.platform === "win32" ? ".venv/Scripts/python.exe" : ".venv/bin/python"),
  "python3",
].filter((python) => python !== undefined);

/** What the design asks for. */
const TARGETS = { fifoMs: 150, everyRuleMs: 400, bytesPerTask: 120, simpyTimes: 30, growth: 11 };

/**
 * CPU time of the schedulers alone, over tasks whose work is modelled, and SimPy beside them. Each line is measured in a process of its own, which has
 * run the workload a few times before, as a kernel has that has been used: a first run costs its compilation by V8 as well. Lines with a target say
 * whether it is met.
 */
export async function measureSchedulers(reporter, { quick }) {
  const times = quick ? { warmUps: 6, runs: 3 } : { warmUps: 8, runs: 7 };
  const million = { jobs: 1000, tasks: 1000, executors: 100, ...times };
  const fifo = await measure(million);
  report(reporter, "schedulers: 1,000 × 1,000 tasks, FIFO only", fifo, verdict(fifo.cpuMs, TARGETS.fifoMs, "ms"));
  const ruled = await measure({ ...million, everyRule: true });
  const name = "schedulers: the same, every rule, full metrics";
  report(reporter, name, ruled, verdict(ruled.cpuMs, TARGETS.everyRuleMs, "ms"));
  reporter.add(
    "schedulers: memory of a task",
    ruled.bytes,
    "bytes",
    verdict(ruled.bytes, TARGETS.bytesPerTask, "bytes"),
  );
  const read = verdict(ruled.bytesRead, TARGETS.bytesPerTask, "bytes");
  reporter.add("schedulers: when every column has been read", ruled.bytesRead, "bytes", read);
  const first = await measure({ ...million, everyRule: true, warmUps: 0, runs: 1 });
  report(reporter, "schedulers: the same in a fresh process", first, "V8 compiles meanwhile");
  const placed = await measure({ ...million, jobs: 100, everyRule: true, prefersHosts: true });
  const place = "each task is offered and launched by itself";
  report(reporter, "schedulers: 100 × 1,000 tasks that prefer hosts", placed, place);
  if (!quick) await measureGrowth(reporter, ruled);
  reportSimpy(reporter, ruled.cpuMs / 1000);
}

/** Ten times the tasks, and clusters of ten and a hundred thousand executors. */
async function measureGrowth(reporter, ruled) {
  const tenfold = await measure({ jobs: 10_000, tasks: 1000, executors: 100, everyRule: true, warmUps: 4, runs: 3 });
  const growth = tenfold.cpuMs / ruled.cpuMs;
  const linear = `${growth.toFixed(1)} times as long; ${verdict(growth, TARGETS.growth, "times")}`;
  report(reporter, "schedulers: ten times as many tasks", tenfold, linear);
  for (const executors of [10_000, 100_000]) {
    const wide = await measure({ jobs: 4, tasks: 10 * executors, executors, warmUps: 1, runs: 3 });
    report(
      reporter,
      `schedulers: ${executors.toLocaleString("en")} executors, 4 stages`,
      wide,
      "10 tasks an executor and stage",
    );
  }
}

function measure(request) {
  return inChild(PROCESS, request);
}

function report(reporter, name, { cpuMs, leastMs }, note) {
  reporter.add(name, cpuMs, "CPU ms", `${note}; least ${leastMs.toFixed(0)}`, { leastMs });
}

function verdict(value, target, unit) {
  const met = value <= target;
  return `target ≤ ${target} ${unit}: ${met ? "met" : `MISSED by ${((value / target - 1) * 100).toFixed(0)} %`}`;
}

/** One stage of 1,000 tasks on 400 slots in SimPy, beside the `ours` CPU milliseconds of one such stage here. */
function reportSimpy(reporter, ours) {
  const name = "SimPy: one such stage";
  const simpy = simpySeconds();
  if (simpy === undefined) {
    reporter.add(
      name,
      undefined,
      "CPU ms",
      "SimPy is not installed; STAGEPLAY_BENCH_PYTHON names a Python that has it",
    );
    return;
  }
  const times = (simpy * 1000) / ours;
  const met = times >= TARGETS.simpyTimes ? "met" : "MISSED";
  reporter.add(
    name,
    simpy * 1000,
    "CPU ms",
    `${times.toFixed(0)} times as long as ours; target ≥ ${TARGETS.simpyTimes}: ${met}`,
  );
}

/** Undefined where SimPy is not installed. */
function simpySeconds() {
  for (const python of PYTHONS) {
    try {
      return Number(execFileSync(python, [at("test/bench/simpy_stage.py")], { encoding: "utf8", stdio: "pipe" }));
    } catch {
      // This one has no SimPy, or is not there.
    }
  }
  return undefined;
}
