import { type RunDocument, TaskTable } from "@stageplay/core";
import { fullVerdict } from "./prediction.test-support.js";
import { at, buildRun, executor, rdd, type TaskSketch } from "./run-builder.test-support.js";

/** Word count, its cached RDD used by a second job: stage 2 is skipped. */
export function wordCountRun(): RunDocument {
  const lines = [
    rdd(0, "notebooks/data/words.txt", "textFile"),
    rdd(1, "MapPartitionsRDD", "textFile", [0]),
    rdd(2, "MapPartitionsRDD", "flatMap", [1]),
    rdd(3, "MapPartitionsRDD", "map", [2]),
  ];
  const counts = rdd(4, "ShuffledRDD", "reduceByKey", [3], { cached: true });
  const wrote = { inputRecords: 1000, inputBytes: 52_000, shuffleWriteRecords: 412, shuffleWriteBytes: 9_300 };
  return buildRun({
    jobs: [
      {
        id: 0,
        callSite: at("count", 3),
        endMs: 900,
        stages: [
          { id: 0, name: "map at cell [3]:2", submittedMs: 5, completedMs: 500, rdds: lines, totals: wrote },
          { id: 1, parents: [0], result: true, submittedMs: 505, completedMs: 890, rdds: [counts] },
        ],
      },
      {
        id: 1,
        callSite: at("collect", 4),
        startMs: 910,
        stages: [
          { id: 2, status: "skipped", reusesStage: 0, rdds: lines },
          {
            id: 3,
            parents: [2],
            result: true,
            submittedMs: 915,
            completedMs: 1100,
            rdds: [counts, rdd(5, "MapPartitionsRDD", "filter", [4])],
          },
        ],
      },
    ],
    tasks: [
      { stage: 0, partition: 0, launchMs: 10, finishMs: 480 },
      { stage: 0, partition: 1, executor: 1, launchMs: 10, finishMs: 500 },
      { stage: 1, partition: 0, launchMs: 510, finishMs: 880 },
      { stage: 1, partition: 1, executor: 1, launchMs: 510, finishMs: 890 },
      { stage: 3, partition: 0, launchMs: 920, finishMs: 1090 },
      { stage: 3, partition: 1, executor: 1, launchMs: 920, finishMs: 1100 },
    ],
    endMs: 1110,
  });
}

/** A task that fails four times and takes the job along; a fault was injected. */
export function failedRun(): RunDocument {
  const attempts = [0, 1, 2, 3].map(
    (attempt): TaskSketch => ({
      stage: 0,
      partition: 3,
      attempt,
      executor: 1,
      core: 1,
      launchMs: 10 + attempt * 310,
      finishMs: 310 + attempt * 310,
      status: "ExceptionFailure",
      reason: "java.lang.RuntimeException: injected",
    }),
  );
  const others = [0, 1, 2].map(
    (partition): TaskSketch => ({
      stage: 0,
      partition,
      executor: partition % 2,
      core: partition >> 1,
      launchMs: 10,
      finishMs: 400 + 30 * partition,
    }),
  );
  const reason = "Job aborted due to stage failure: Task 3 in stage 0.0 failed 4 times";
  return buildRun({
    jobs: [
      {
        id: 0,
        failure: reason,
        stages: [
          { id: 0, numTasks: 4, status: "failed", submittedMs: 5, completedMs: 1240, failureReason: reason },
          { id: 1, numTasks: 200, parents: [0], status: "pending", result: true },
        ],
      },
    ],
    tasks: [...others, ...attempts].sort((a, b) => a.launchMs - b.launchMs),
    faults: [{ timeMs: 0, description: "task({ partition: 3 }).fail(4)" }],
    endMs: 1250,
  });
}

/** Text that tries to leave its place in SVG, JSON and terminals. */
export const HOSTILE: string = `</text><script>alert("1")</script>&'\u0000\u001b[31m\u202e\ud800 ${"long ".repeat(80)}`;

export function hostileRun(): RunDocument {
  const stage = {
    name: HOSTILE,
    rdds: [rdd(1, HOSTILE, HOSTILE), rdd(2, "__proto__", "constructor", [1])],
    submittedMs: 1,
    completedMs: 90,
  };
  return buildRun({
    jobs: [
      {
        id: 0,
        callSite: { short: HOSTILE, method: HOSTILE },
        failure: HOSTILE,
        stages: [
          { ...stage, id: 0, status: "failed", failureReason: HOSTILE },
          { ...stage, id: 1, parents: [0], result: true },
        ],
      },
    ],
    executors: [executor(0, { host: HOSTILE, removedMs: 50, removedReason: HOSTILE })],
    tasks: [{ stage: 0, partition: 0, launchMs: 5, finishMs: 40, status: "ExceptionFailure", reason: HOSTILE }],
    faults: [{ timeMs: 10, description: HOSTILE }],
    predictions: [fullVerdict(HOSTILE)],
    endMs: 100,
  });
}

/**
 * A long computation: stages of 1,000 tasks, one after the other, on 100 executors with four cores, skewed durations, metrics as
 * a shuffle has them. Numbers from a small generator, the same each time. `fractional` times use all digits of a double, as those
 * of the cost model do: the hardest case for a bundle.
 */
export function bigRun(taskCount: number, stageTasks = 1000, times: "whole" | "fractional" = "whole"): RunDocument {
  const table = new TaskTable(taskCount);
  const random = generator(7);
  const free = new Float64Array(400);
  const stages = Math.ceil(taskCount / stageTasks);
  const ends: { start: number; end: number }[] = [];
  let barrier = 0;
  for (let stage = 0; stage < stages; stage++) {
    const start = barrier;
    free.fill(start);
    const heap = Array.from(free, (_, lane) => lane);
    for (let partition = 0; partition < stageTasks && table.length < taskCount; partition++) {
      const lane = partition < 400 ? heap[(partition * 7) % 400]! : earliest(free);
      const drawnMs = 300 * Math.exp(0.4 * (random() + random() + random() - 1.5));
      const duration = times === "whole" ? Math.round(drawnMs) : drawnMs;
      appendTask(table, { stage, partition, lane, launch: free[lane]!, duration, random, times });
      free[lane] = free[lane]! + duration + 1;
      barrier = Math.max(barrier, free[lane]!);
    }
    ends.push({ start, end: barrier - 1 });
  }
  return buildRun({
    jobs: [
      {
        id: 0,
        stages: ends.map(({ start, end }, id) => ({
          id,
          numTasks: Math.min(stageTasks, taskCount - id * stageTasks),
          parents: id === 0 ? [] : [id - 1],
          result: id === stages - 1,
          submittedMs: start,
          completedMs: end,
          totals: { shuffleWriteRecords: stageTasks * 1000, shuffleWriteBytes: stageTasks * 40_000 },
        })),
      },
    ],
    executors: Array.from({ length: 100 }, (_, id) => executor(id, { cores: 4 })),
    table,
    endMs: barrier,
  });
}

interface BigTask {
  readonly stage: number;
  readonly partition: number;
  readonly lane: number;
  readonly launch: number;
  readonly duration: number;
  readonly random: () => number;
  readonly times: "whole" | "fractional";
}

function appendTask(table: TaskTable, task: BigTask): void {
  const row = table.append();
  const { columns } = table;
  const { duration, random, times } = task;
  columns.stageId[row] = task.stage;
  columns.partition[row] = task.partition;
  columns.executor[row] = task.lane >> 2;
  columns.core[row] = task.lane & 3;
  columns.launchMs[row] = task.launch;
  columns.finishMs[row] = task.launch + duration;
  columns.status[row] = 1;
  columns.locality[row] = random() < 0.1 ? 1 : 0;
  columns.runMs[row] = Math.max(1, duration - 6);
  columns.deserializeMs[row] = Math.floor(random() * 5);
  columns.gcMs[row] = times === "whole" ? Math.floor(random() * 20) : random() * 0.1;
  columns.fetchWaitMs[row] = Math.floor(random() * 40);
  columns.shuffleWriteMs[row] = Math.floor(random() * 10);
  columns.shuffleReadRecords[row] = 900 + Math.floor(random() * 200);
  columns.shuffleReadBytes[row] = columns.shuffleReadRecords[row]! * 41;
  columns.shuffleRemoteBytes[row] = Math.floor(columns.shuffleReadBytes[row]! * 0.75);
  columns.shuffleWriteRecords[row] = 900 + Math.floor(random() * 200);
  columns.shuffleWriteBytes[row] = columns.shuffleWriteRecords[row]! * 41;
  columns.peakMemoryBytes[row] = 262_144 * (1 + Math.floor(random() * 8));
  columns.resultBytes[row] = 1800 + Math.floor(random() * 64);
}

function earliest(free: Float64Array): number {
  let best = 0;
  for (let lane = 1; lane < free.length; lane++) if (free[lane]! < free[best]!) best = lane;
  return best;
}

/** Park–Miller: numbers in [0, 1), the same each time. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** One job of so many stages, each of which reads the one before and looks like no other. */
export function longLineage(stages: number): RunDocument {
  const ids = Array.from({ length: stages }, (_, id) => id);
  return buildRun({
    jobs: [
      {
        id: 0,
        stages: ids.map((id) => ({
          id,
          name: `map at cell [3]:${id + 1}`,
          parents: id === 0 ? [] : [id - 1],
          result: id === stages - 1,
          submittedMs: 10 * id,
          completedMs: 10 * id + 9,
          totals: { shuffleWriteRecords: 5000, shuffleWriteBytes: 70_000 },
        })),
      },
    ],
    tasks: ids.map((stage) => ({ stage, partition: 0, launchMs: 10 * stage, finishMs: 10 * stage + 8 })),
    endMs: 10 * stages,
  });
}
