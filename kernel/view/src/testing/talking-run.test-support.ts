import type { RunDocument, SentMessage } from "@stageplay/core";
import { at, buildRun, executor, type TaskSketch } from "./run-builder.test-support.js";

/** Two jobs of a stage each: twelve tasks on three executors, of which task 5 fails once; then four. Executor 1 is lost between them. */
export function talkingRun(callSite = "count"): RunDocument {
  const wave = (stage: number, count: number, launchMs: number): TaskSketch[] =>
    Array.from({ length: count }, (_, partition) => ({
      stage,
      partition,
      executor: partition % 3,
      launchMs,
      finishMs: launchMs + 100,
      metrics: { runMs: 90 },
    }));
  const first = wave(0, 12, 20).map(
    (task): TaskSketch => (task.partition === 5 ? { ...task, status: "ExceptionFailure", reason: "bad record" } : task),
  );
  const again: TaskSketch = { stage: 0, partition: 5, attempt: 1, executor: 2, launchMs: 130, finishMs: 220 };
  const run = buildRun({
    jobs: [
      { id: 0, callSite: at(callSite), startMs: 10, endMs: 230, stages: [{ id: 0, numTasks: 12, result: true }] },
      { id: 1, startMs: 400, endMs: 600, stages: [{ id: 1, numTasks: 4, result: true }] },
    ],
    tasks: [...first, again, ...wave(1, 4, 420).map((task) => ({ ...task, executor: 0 }))],
    executors: [executor(0), executor(1, { removedMs: 310 }), executor(2)],
    faults: [{ timeMs: 300, description: "executor(1).kill()", executorId: 1 }],
    endMs: 600,
  });
  const sent: SentMessage[] = [
    [10, "JobSubmitted", -1, 0, 12, `${callSite} at cell [3]:1`, 0],
    [20, "submitTasks", -1, 0, 0, "12 tasks", 0],
    [20, "ReviveOffers", -1, 0, 0, "", 0],
    [230, "JobSucceeded", -1, 0, 0, "", 0],
    [310, "RemoveExecutor", -1, 1, 0, "Command exited with code 137", 0],
    [310, "ExecutorLost", -1, 1, 0, "Command exited with code 137", 0],
    [400, "JobSubmitted", -1, 1, 4, "count at cell [3]:4", 0],
    [410, "submitTasks", -1, 1, 0, "4 tasks", 0],
    [600, "JobSucceeded", -1, 1, 0, "", 0],
  ];
  return {
    ...run,
    messages: {
      times: { dispatchMs: 0.25, launchMs: 1, reportMs: 1, heartbeatMs: 0 },
      sent,
      totals: { JobSubmitted: 2, submitTasks: 2, ReviveOffers: 7, JobSucceeded: 2, RemoveExecutor: 1, ExecutorLost: 1 },
      silences: [],
    },
  };
}
