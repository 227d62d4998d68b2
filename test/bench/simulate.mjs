import { createSession, ModelledRDD } from "@stageplay/core";
import { PORTS } from "./ports.mjs";

/** 100 executors × 4 cores. */
const SLOTS = 400;
const CONF = { "spark.executor.instances": "100", "spark.executor.cores": "4" };
/** Every rule that looks at tasks while they wait or run; failures are counted always, and waiting for a better place is on unless it is set to 0. */
const ALL_RULES = {
  "spark.speculation": "true",
  "spark.excludeOnFailure.enabled": "true",
  "spark.scheduler.mode": "FAIR",
};
/** No stage that the bench runs. */
const NO_STAGE = 1_000_000_000;
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
 * @param everyRule counts rows and bytes as well, so that every usual metric is kept; has every rule active, a fault armed, and a listener that
 * is told of each attempt. @param prefersHosts each task would rather run on one of 25 hosts.
 */
export function simulateModelled(jobs, tasks, { everyRule = false, prefersHosts = false, executors = 100 } = {}) {
  const work = (partition, metrics) => {
    metrics.charge("ms", 100 + ((partition * 7919) % 50));
    if (!everyRule) return;
    metrics.charge("pipelineRows", 1000);
    metrics.inputRecords = 1000;
    metrics.inputBytes = 64_000;
    metrics.shuffleWriteRecords = 100;
    metrics.shuffleWriteBytes = 3000;
    metrics.peakMemoryBytes = 1_000_000;
  };
  return simulate(
    jobs * tasks,
    async (sc, session) => {
      const rdd = new ModelledRDD(sc.rddContext, tasks, work);
      if (prefersHosts) rdd.preferredHosts = (partition) => [`host-${1 + (partition % 25)}`];
      const request = { rdd, task: () => 0, callSite: CALL_SITE, cause: "action" };
      if (everyRule) {
        session.task({ stage: NO_STAGE }).fail();
        // To know when that is, somebody listens to every attempt.
        session.cluster
          .executor(0)
          .kill()
          .when(session.task({ stage: NO_STAGE }).running);
      }
      for (let job = 0; job < jobs; job++) {
        const properties = everyRule ? { properties: { "spark.scheduler.pool": `pool ${job % 3}` } } : {};
        await sc.jobs.runJob({ ...request, ...properties });
      }
    },
    { ...(everyRule ? ALL_RULES : {}), "spark.executor.instances": String(executors) },
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
  await program(session.sc, session);
  await session.settle();
  const run = session.endCell();
  const { user, system } = process.cpuUsage(before);
  const slots = run.executors.reduce((total, executor) => total + executor.cores, 0);
  const wanted = 4 * Number(conf["spark.executor.instances"] ?? SLOTS / 4);
  if (run.tasks.length !== tasks) throw new Error(`${run.tasks.length} tasks ran, not ${tasks}.`);
  if (slots !== wanted) throw new Error(`The cluster has ${slots} slots, not ${wanted}.`);
  return { run, cpuSeconds: (user + system) / 1e6 };
}

function upTo(count) {
  return Array.from({ length: count }, (_, i) => i);
}
