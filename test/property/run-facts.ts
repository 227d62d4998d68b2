import type { RunDocument, TaskRecord } from "@stageplay/core";

/** All task attempts of a run, as objects. */
export function taskRecords(run: RunDocument): TaskRecord[] {
  return Array.from({ length: run.tasks.length }, (_, row) => run.tasks.record(row));
}

/** The whole document as text: equal runs give equal bytes. */
export function serialize(run: RunDocument): string {
  return JSON.stringify({ ...run, tasks: taskRecords(run) });
}

/** Pairs of attempts that were on one core of one executor at the same time. */
export function oversubscribedSlots(run: RunDocument): [TaskRecord, TaskRecord][] {
  const lanes = new Map<string, TaskRecord[]>();
  for (const task of taskRecords(run)) {
    const lane = `${task.executor}/${task.core}`;
    lanes.set(lane, [...(lanes.get(lane) ?? []), task]);
  }
  return [...lanes.values()].flatMap((lane) => {
    const inOrder = lane.sort((a, b) => a.launchMs - b.launchMs || a.finishMs - b.finishMs);
    return inOrder
      .slice(1)
      .flatMap((task, i): [TaskRecord, TaskRecord][] =>
        task.launchMs < slotFreeMs(inOrder[i]!) ? [[inOrder[i]!, task]] : [],
      );
  });
}

/** The slot is free while the driver fetches the result. */
function slotFreeMs({ finishMs, gettingResultMs }: TaskRecord): number {
  return finishMs - gettingResultMs;
}

/** Tasks that ran on an executor or a core that the cluster does not have. */
export function tasksWithoutSlot(run: RunDocument): TaskRecord[] {
  const cores = new Map<number, number>(run.executors.map((executor) => [executor.executorId, executor.cores]));
  return taskRecords(run).filter((task) => task.core < 0 || task.core >= (cores.get(task.executor) ?? 0));
}

/** Stage attempts whose partitions did not each succeed exactly once, as `stage.attempt`. */
export function stagesWithoutOneCommitEach(run: RunDocument): string[] {
  const tasks = taskRecords(run);
  return run.stages.flatMap((stage) => {
    if (stage.status === "skipped") return [];
    const committed = tasks
      .filter(
        (task) => task.stageId === stage.stageId && task.stageAttempt === stage.attempt && task.status === "Success",
      )
      .map((task) => task.partition);
    const once = new Set(committed).size === committed.length && committed.length === stage.numTasks;
    return once ? [] : [`${stage.stageId}.${stage.attempt}`];
  });
}

/** Tasks of a stage that were launched before all tasks of its parents had finished (B6), as `child after parent`. */
export function barrierBreaches(run: RunDocument): string[] {
  const tasks = taskRecords(run);
  const times = (stageId: number, column: "launchMs" | "finishMs") =>
    tasks.filter((task) => task.stageId === stageId).map((task) => task[column]);
  return run.stages.flatMap((stage) =>
    stage.parentIds.flatMap((parent) => {
      const late = Math.max(...times(parent, "finishMs")) > Math.min(...times(stage.stageId, "launchMs"));
      return late ? [`${stage.stageId} after ${parent}`] : [];
    }),
  );
}

/** Partitions of stage attempts that completed although no attempt of the stage ever succeeded there, as `stage partition`. */
export function partitionsWithoutSuccess(run: RunDocument): string[] {
  const done = successes(run);
  return run.stages.flatMap((stage) => {
    if (stage.status !== "complete") return [];
    const partitions = taskRecords(run).filter(
      (task) => task.stageId === stage.stageId && task.stageAttempt === stage.attempt,
    );
    return [...new Set(partitions.map((task) => task.partition))]
      .filter((partition) => !done.has(`${stage.stageId} ${partition}`))
      .map((partition) => `${stage.stageId} ${partition}`);
  });
}

/**
 * Tasks that were launched before every partition of each parent stage that ran had succeeded once, as `child after parent` (B6). Later losses
 * do not count: a task cannot know of them. Outputs belong to the shuffle: a stage of an earlier job may have written them.
 */
export function childrenBeforeParents(run: RunDocument): string[] {
  const tasks = taskRecords(run);
  const shuffles = new Map<number, number>(run.stages.map(({ stageId, shuffleId }) => [stageId, shuffleId ?? -1]));
  const done = firstSuccesses(tasks, ({ stageId }) => shuffles.get(stageId) ?? -1);
  return run.stages.flatMap((stage) => {
    const launches = tasks.filter((task) => task.stageId === stage.stageId).map((task) => task.launchMs);
    return stage.parentIds.flatMap((parent) => {
      const shuffle = shuffles.get(parent);
      const writers = tasks.filter((task) => shuffles.get(task.stageId) === shuffle);
      const ready = [...new Set(writers.map((task) => task.partition))].map(
        (partition) => done.get(`${shuffle} ${partition}`) ?? Number.POSITIVE_INFINITY,
      );
      return Math.min(...launches) < Math.max(...ready) ? [`${stage.stageId} after ${parent}`] : [];
    });
  });
}

/** When each partition of each stage succeeded first, by `stage partition`; attempts whose output was lost later count as well. */
function successes(run: RunDocument): Map<string, number> {
  return firstSuccesses(taskRecords(run), ({ stageId }) => stageId);
}

function firstSuccesses(tasks: readonly TaskRecord[], group: (task: TaskRecord) => number): Map<string, number> {
  const first = new Map<string, number>();
  for (const task of tasks) {
    if (task.status !== "Success" && task.status !== "Resubmitted") continue;
    const key = `${group(task)} ${task.partition}`;
    first.set(key, Math.min(first.get(key) ?? Number.POSITIVE_INFINITY, task.finishMs));
  }
  return first;
}
