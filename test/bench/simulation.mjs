import { simulateJobs, simulateShuffles } from "./simulate.mjs";

/** Tasks a CPU second of the schedulers, executors and events. */
export async function measureSimulation(reporter) {
  await simulateJobs(20, 1000); // warms the JIT up
  const million = await simulateJobs(1000, 1000);
  report(reporter, "simulation: 1,000 stages of 1,000, barriers", million);
  report(reporter, "simulation: 20 stages of 1,000, shuffles", await simulateShuffles(20, 1000));
}

function report(reporter, name, { run, cpuSeconds }) {
  const tasks = run.tasks.length;
  const note = `${tasks.toLocaleString("en")} tasks on 400 slots in ${cpuSeconds.toFixed(1)} CPU s`;
  reporter.add(name, tasks / cpuSeconds, "tasks/CPU s", note);
}
