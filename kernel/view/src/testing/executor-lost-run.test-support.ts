import type { RunDocument, TaskStatus } from "@stageplay/core";
import { at, buildRun, executor, rdd, type TaskSketch } from "./run-builder.test-support.js";

/** stage, stage attempt, partition, attempt, executor, core, launch, finish, status: as real Spark 4.3.0 recorded them. */
const TASKS: readonly (readonly [number, number, number, number, number, number, number, number, TaskStatus])[] = [
  [6, 0, 0, 0, 2, 0, 31, 693, "Success"],
  [6, 0, 1, 0, 1, 0, 31, 597, "Success"],
  [6, 0, 2, 0, 0, 0, 31, 666, "Success"],
  [6, 0, 3, 0, 2, 1, 31, 696, "Success"],
  [6, 0, 4, 0, 1, 1, 31, 608, "Success"],
  [6, 0, 5, 0, 0, 1, 31, 664, "Success"],
  [6, 0, 6, 0, 1, 0, 596, 1114, "Success"],
  [6, 0, 7, 0, 1, 1, 607, 1123, "Success"],
  [6, 0, 8, 0, 0, 0, 664, 1194, "Success"],
  [6, 0, 9, 0, 0, 1, 664, 1224, "Success"],
  [6, 0, 10, 0, 2, 0, 693, 1241, "Success"],
  [6, 0, 11, 0, 2, 1, 693, 1236, "Success"],
  [7, 0, 0, 0, 2, 0, 1250, 1963, "Success"],
  [7, 0, 1, 0, 1, 0, 1250, 2357, "ExecutorLostFailure"],
  [7, 0, 2, 0, 0, 0, 1250, 1981, "Success"],
  [7, 0, 3, 0, 2, 1, 1250, 1984, "Success"],
  [7, 0, 4, 0, 1, 1, 1251, 2363, "ExecutorLostFailure"],
  [7, 0, 5, 0, 0, 1, 1251, 1966, "Success"],
  [7, 0, 4, 1, 2, 0, 2369, 3095, "FetchFailed"],
  [7, 0, 1, 1, 2, 1, 2370, 3074, "FetchFailed"],
  [6, 1, 1, 0, 2, 0, 3332, 3958, "Success"],
  [6, 1, 4, 0, 0, 0, 3332, 3923, "Success"],
  [6, 1, 6, 0, 2, 1, 3332, 3944, "Success"],
  [6, 1, 7, 0, 0, 1, 3332, 3955, "Success"],
  [7, 1, 1, 0, 0, 0, 3972, 4686, "Success"],
  [7, 1, 4, 0, 2, 0, 3972, 4699, "Success"],
];

/**
 * The golden record s11: executor 1 exits with code 52 while stage 7 runs, its map outputs are lost, stage 6 runs four
 * tasks again (6.1), then stage 7 its last two (7.1).
 */
export function executorLostRun(): RunDocument {
  const source = [rdd(13, "ParallelCollectionRDD", "parallelize"), rdd(14, "MapPartitionsRDD", "map", [13])];
  const reduced = [
    rdd(15, "ShuffledRDD", "reduceByKey", [14]),
    rdd(16, "MapPartitionsRDD", "map", [15], { scopeId: "16" }),
  ];
  const map = { id: 6, name: "map at cell [5]:2", rdds: source } as const;
  const result = { id: 7, name: "count at cell [5]:4", rdds: reduced, parents: [6], result: true } as const;
  return buildRun({
    profile: { rows: "recorded", bytes: "recorded", times: "recorded" },
    jobs: [
      {
        id: 3,
        callSite: at("count", 4, 5),
        stages: [
          {
            ...map,
            numTasks: 12,
            submittedMs: 15,
            completedMs: 1241,
            totals: { shuffleWriteRecords: 12, shuffleWriteBytes: 2040 },
          },
          {
            ...map,
            attempt: 1,
            numTasks: 4,
            submittedMs: 3309,
            completedMs: 3958,
            totals: { shuffleWriteRecords: 4, shuffleWriteBytes: 680 },
          },
          {
            ...result,
            numTasks: 6,
            status: "failed",
            submittedMs: 1242,
            completedMs: 3100,
            failureReason: "org.apache.spark.shuffle.FetchFailedException: Failed to connect to host-3",
            totals: { shuffleReadRecords: 8, shuffleReadBytes: 1360 },
          },
          {
            ...result,
            attempt: 1,
            numTasks: 2,
            submittedMs: 3960,
            completedMs: 4700,
            totals: { shuffleReadRecords: 4, shuffleReadBytes: 680 },
          },
        ],
      },
    ],
    executors: [
      executor(0, { addedMs: -6369 }),
      executor(1, { host: "host-3", addedMs: -5940, removedMs: 2364, removedReason: "Command exited with code 52" }),
      executor(2, { host: "host-2", addedMs: -6237 }),
    ],
    tasks: TASKS.map(sketch),
    endMs: 4701,
  });
}

function sketch([
  stage,
  stageAttempt,
  partition,
  attempt,
  executorId,
  core,
  launchMs,
  finishMs,
  status,
]: (typeof TASKS)[number]): TaskSketch {
  const wrote = stage === 6 ? { shuffleWriteRecords: 1, shuffleWriteBytes: 170 } : { shuffleReadRecords: 2 };
  return {
    stage,
    stageAttempt,
    partition,
    attempt,
    executor: executorId,
    core,
    launchMs,
    finishMs,
    status,
    metrics: wrote,
  };
}
