import { createSession, ModelledRDD } from "@stageplay/core";
import { PORTS } from "./ports.mjs";

/** 100 executors × 4 cores. */
const SLOTS = 400;
const CONF = { "spark.executor.instances": "100", "spark.executor.cores": "4" };
/** Every rule that looks at tasks while they run. */
export const ALL_RULES = { "spark.speculation": "true", "spark.excludeOnFailure.enabled": "true" };
const CALL_SITE = { short: "bench", method: "bench" };

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

/**
 * The same with tasks whose work is modelled, so that nothing but scheduling is left: `jobs` stages of `tasks` tasks with a barrier after
 * each, run times spread over a half.
 *
 * @param full counts rows and bytes as well, so that every usual metric is kept.
 */
export function simulateModelled(jobs, tasks, { full = false, conf = {}, executors = 100 } = {}) {
  const work = (partition, metrics) => {
    metrics.charge("ms", 100 + ((partition * 7919) % 50));
    if (!full) return;
    metrics.charge("pipelineRows", 1000);
    metrics.inputRecords = 1000;
    metrics.inputBytes = 64_000;
    metrics.shuffleWriteRecords = 100;
    metrics.shuffleWriteBytes = 3000;
    metrics.peakMemoryBytes = 1_000_000;
  };
  return simulate(
    jobs * tasks,
    async (sc) => {
      const rdd = new ModelledRDD(sc.rddContext, tasks, work);
      const request = { rdd, task: () => 0, callSite: CALL_SITE, cause: "action" };
      for (let job = 0; job < jobs; job++) await sc.jobs.runJob(request);
    },
    { ...conf, "spark.executor.instances": String(executors) },
  );
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

/** Runs `program`, on 400 slots unless told otherwise. @returns the run, and the CPU seconds that this process spent on it. */
async function simulate(tasks, program, conf = {}) {
  const session = createSession(PORTS, { appName: "bench", conf: { ...CONF, ...conf } });
  session.beginCell(1);
  const before = process.cpuUsage();
  await program(session.sc);
  await session.settle();
  const { user, system } = process.cpuUsage(before);
  const run = session.endCell();
  const slots = run.executors.reduce((total, executor) => total + executor.cores, 0);
  const wanted = 4 * Number(conf["spark.executor.instances"] ?? SLOTS / 4);
  if (run.tasks.length !== tasks) throw new Error(`${run.tasks.length} tasks ran, not ${tasks}.`);
  if (slots !== wanted) throw new Error(`The cluster has ${slots} slots, not ${wanted}.`);
  return { run, cpuSeconds: (user + system) / 1e6 };
}

function upTo(count) {
  return Array.from({ length: count }, (_, i) => i);
}
