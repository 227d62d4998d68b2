import { expect, test } from "vitest";
import type { RDD } from "../dsl/rdd.js";
import type { RunDocument } from "../events/run.js";
import { createSession } from "../session.js";
import { testPorts } from "../testing/test-ports.js";

/** Batches of events, every second ten times the others: what a stream of clicks looks like. */
const BATCHES = [1, 10, 1, 10, 1, 10, 1, 10];
const EVENTS = 150;
const PAYLOAD = "x".repeat(1000);

/**
 * Pods whose overhead is enough for what one task fetches at a traffic spike, but not for two beside each other: then the container is
 * killed (D5). Each batch goes into the state of all before it, so what is lost is made anew from what it was made of.
 */
async function stream(conf: Readonly<Record<string, string>>): Promise<RunDocument> {
  const session = createSession(testPorts(), {
    conf: {
      "spark.master": "k8s://https://a:443",
      "spark.executor.instances": "6",
      "spark.executor.cores": "2",
      "spark.executor.memory": "512m",
      "spark.executor.memoryOverhead": "129m",
      "spark.task.maxFailures": "10",
      "spark.stage.maxConsecutiveAttempts": "10",
      ...conf,
    },
  });
  const { sc } = session;
  session.beginCell(1);
  let state: RDD<[number, number]> = sc.parallelize<number, number>([[0, 0]], 1);
  let total = 0;
  for (const load of BATCHES) {
    const eventsOf = (source: number): [number, string][] =>
      Array.from({ length: EVENTS * load }, (_, i) => [i % 64, PAYLOAD + source]);
    const counted = sc
      .parallelize([0, 1, 2, 3], 4)
      .flatMap(eventsOf)
      .groupByKey(8)
      .mapValues((payloads) => [...payloads].length);
    state = state.union(counted).reduceByKey((a, b) => a + b, 6);
    total += 4 * EVENTS * load;
    expect(await state.map(([, n]) => n).sum()).toBe(total);
    await session.spark.sleep("30s");
  }
  await session.settle();
  return session.endCell()!;
}

/** Tasks whose work counted, by the job that ran them: a task that runs again though it had succeeded counts twice. */
function successesByJob({ jobs, stages, tasks }: RunDocument): number[] {
  const jobOf = new Map(stages.map(({ stageId, jobId }) => [stageId, jobId]));
  const counts = new Map(jobs.map(({ jobId }) => [jobId, 0]));
  for (let row = 0; row < tasks.length; row++) {
    const { stageId, status } = tasks.record(row);
    const job = jobOf.get(stageId)!;
    if (status === "Success" || status === "Resubmitted") counts.set(job, counts.get(job)! + 1);
  }
  return [...counts.values()];
}

const kills = ({ executors }: RunDocument): number =>
  executors.filter(({ removedReason }) => removedReason?.includes("SIGKILL, possible container OOM") === true).length;

test("executors that are killed at traffic spikes take the whole history with them, unless a service keeps it (C105)", async () => {
  const reruns = (document: RunDocument): number[] => successesByJob(document).map((count, job) => count - calm[job]!);
  const calm = successesByJob(await stream({ "spark.executor.memoryOverhead": "1g" }));
  expect(calm).toEqual([19, ...Array(BATCHES.length - 1).fill(24)]);

  const alone = await stream({});
  expect(kills(alone)).toBeGreaterThanOrEqual(6);
  const [first, ...later] = reruns(alone).filter((count) => count > 0);
  // Each spike loses more history than there was at the first.
  expect(first).toBeGreaterThan(0);
  expect(Math.max(...later)).toBeGreaterThan(2 * first!);

  for (const service of [
    { "spark.shuffle.service.enabled": "true" },
    { "spark.shuffle.manager": "org.apache.spark.shuffle.RssShuffleManager" },
  ]) {
    const served = await stream(service);
    expect(kills(served)).toBeGreaterThanOrEqual(6);
    expect(reruns(served)).toEqual(BATCHES.map(() => 0));
  }
});
