import { execFileSync } from "node:child_process";
import { at } from "./paths.mjs";
import { ALL_RULES, simulateModelled } from "./simulate.mjs";

const PYTHON = at(process.platform === "win32" ? ".venv/Scripts/python.exe" : ".venv/bin/python");
const EVERY_RULE = { full: true, conf: ALL_RULES };

/** CPU time of the schedulers alone, over tasks whose work is modelled, and SimPy beside them. */
export async function measureSchedulers(reporter, { quick }) {
  await simulateModelled(20, 1000); // warms the JIT up
  report(reporter, "schedulers: 1,000 × 1,000 tasks, FIFO only", await simulateModelled(1000, 1000));
  const ruled = await simulateModelled(1000, 1000, EVERY_RULE);
  report(reporter, "schedulers: the same, every rule, full metrics", ruled);
  if (!quick) {
    const tenfold = await simulateModelled(10_000, 1000, EVERY_RULE);
    const growth = (tenfold.cpuSeconds / ruled.cpuSeconds).toFixed(1);
    report(reporter, "schedulers: ten times as many tasks", tenfold, `${growth} times as long; `);
    for (const executors of [10_000, 100_000]) {
      const wide = await simulateModelled(4, 10 * executors, { executors });
      report(reporter, `schedulers: ${executors.toLocaleString("en")} executors, 4 stages`, wide);
    }
  }
  reportSimpy(reporter, ruled.cpuSeconds / 1000);
}

function report(reporter, name, { run, cpuSeconds }, note = "") {
  const bytes = (run.tasks.byteLength / run.tasks.length).toFixed(0);
  reporter.add(name, cpuSeconds * 1000, "CPU ms", `${note}${bytes} bytes a task`);
}

/** One stage of 1,000 tasks on 400 slots in SimPy, beside the `ours` CPU seconds of one such stage here. */
function reportSimpy(reporter, ours) {
  const name = "SimPy: one such stage";
  const simpy = simpySeconds();
  if (simpy === undefined) reporter.add(name, undefined, "CPU ms", "not installed");
  else reporter.add(name, simpy * 1000, "CPU ms", `${(simpy / ours).toFixed(0)} times as long as ours`);
}

/** Undefined where SimPy is not installed. */
function simpySeconds() {
  try {
    return Number(execFileSync(PYTHON, [at("test/bench/simpy_stage.py")], { encoding: "utf8", stdio: "pipe" }));
  } catch {
    return undefined;
  }
}
