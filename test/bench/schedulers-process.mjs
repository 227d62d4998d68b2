// One measurement of the schedulers in a process of its own: see schedulers.mjs.
import { TASK_COLUMN_NAMES } from "@stageplay/core";
import { median } from "./cpu-time.mjs";
import { answerParent } from "./in-child.mjs";
import { simulateModelled } from "./simulate.mjs";

await answerParent(async ({ jobs, tasks, executors, everyRule, prefersHosts, warmUps, runs }) => {
  const workload = { everyRule, prefersHosts, executors };
  for (let i = 0; i < warmUps; i++) await simulateModelled(Math.min(jobs, 1000), Math.min(tasks, 1000), workload);
  const times = [];
  let last;
  for (let i = 0; i < runs; i++) {
    last = await simulateModelled(jobs, tasks, workload);
    times.push(last.cpuSeconds * 1000);
  }
  const { tasks: table } = last.run;
  const bytes = table.byteLength / table.length;
  for (const name of TASK_COLUMN_NAMES) void table.columns[name][0];
  return { cpuMs: median(times), leastMs: Math.min(...times), bytes, bytesRead: table.byteLength / table.length };
});
