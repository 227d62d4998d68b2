import { createSession } from "@stageplay/core";
import { PORTS } from "./ports.mjs";

/** 100 executors × 4 cores. */
const SLOTS = 400;
const CONF = { "spark.executor.instances": "100", "spark.executor.cores": "4" };

/**
 * `jobs` jobs of one stage of `tasks` tasks, each awaited by the driver before the next: a barrier after every stage. The tasks go through the
 * real schedulers, executors and listener events; a task's own work is one number. This is the scheduler alone.
 */
export function simulateJobs(jobs, tasks) {
  return simulate(jobs * tasks, async (sc) => {
    const numbers = sc.parallelize(upTo(tasks), tasks);
    for (let job = 0; job < jobs; job++) await numbers.count();
  });
}

/** One job of `stages` stages of `tasks` tasks, a shuffle of tasks × tasks blocks, nearly all of them empty, before each but the first. */
export function simulateShuffles(stages, tasks) {
  return simulate(stages * tasks, async (sc) => {
    let pairs = sc.parallelize(
      upTo(tasks).map((n) => [n, n]),
      tasks,
    );
    for (let stage = 1; stage < stages; stage++) {
      pairs = pairs.reduceByKey((a, b) => a + b, tasks).map(([key, value]) => [key + 1, value]);
    }
    await pairs.count();
  });
}

/** Runs `program` on 400 slots. @returns the run, and the CPU seconds that this process spent on it. */
async function simulate(tasks, program) {
  const session = createSession(PORTS, { appName: "bench", conf: CONF });
  session.beginCell(1);
  const before = process.cpuUsage();
  await program(session.sc);
  await session.settle();
  const { user, system } = process.cpuUsage(before);
  const run = session.endCell();
  const slots = run.executors.reduce((total, executor) => total + executor.cores, 0);
  if (run.tasks.length !== tasks) throw new Error(`${run.tasks.length} tasks ran, not ${tasks}.`);
  if (slots !== SLOTS) throw new Error(`The cluster has ${slots} slots, not ${SLOTS}.`);
  return { run, cpuSeconds: (user + system) / 1e6 };
}

function upTo(count) {
  return Array.from({ length: count }, (_, i) => i);
}
