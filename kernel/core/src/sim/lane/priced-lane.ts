import type { TaskRunner } from "../../cluster/task-runner.js";
import { RowValues } from "../../events/row-values.js";
import { TASK_STATUSES } from "../../events/task-table.js";
import type { ExpressLaneOptions } from "../express-lane.js";
import type { PricedWork } from "../priced-work.js";
import type { Lane } from "./lane.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");
const NO_ROWS: readonly never[] = [];

/**
 * Drives a set of modelled tasks, whose prices are known, as far as the lane goes; only the job's function is asked for their results, and those are
 * handed on when the clock has gone through: nobody looks at them before.
 */
export function drivePriced(lane: Lane, work: PricedWork, options: ExpressLaneOptions): void {
  const { tasks, firstRow, manager } = lane;
  const order = lane.order(manager.numTasks);
  const finished = runClock(lane, work, options, order);
  const results = resultsOf(lane, options.runner);
  const { listener } = lane;
  const { executor } = tasks.columns;
  for (let i = 0; i < finished; i++) {
    const index = order[i]!;
    listener.taskSucceeded(manager.taskSet, index, firstRow + index, executor[firstRow + index]!, results[index]);
  }
  for (let i = 0; i < lane.heap.size; i++) {
    const place = lane.heap.things[i]!;
    lane.results[place] = results[lane.indices[place]!];
  }
  lane.taskResults.fill(undefined, 0, lane.launched);
}

/** What the job's function makes of each launched task, by index. */
function resultsOf(lane: Lane, runner: TaskRunner): readonly unknown[] {
  const { manager, launched } = lane;
  const { stage } = manager.taskSet;
  if (stage.kind !== "ResultTask") return [];
  const { partitions, request } = stage.job;
  const results = lane.taskResults;
  for (let index = 0; index < launched; index++) {
    runner.partitionId = partitions[index]!;
    results[index] = request.task(NO_ROWS, runner);
  }
  return results;
}

/**
 * The times of a set's tasks. This is the loop that a million tasks go through: it keeps all that it needs in variables, and calls nothing that it can
 * do itself.
 *
 * @param order gets the tasks that ended, by index, in that order
 * @returns how many ended
 */
function runClock(lane: Lane, work: PricedWork, { cost, warmUp, pool }: ExpressLaneOptions, order: Int32Array): number {
  const { heap, manager, tasks, firstRow, places, indices, executors, cores, startsMs, audience } = lane;
  const { numTasks, speculation } = manager;
  const { runMs, resultSerializeMs } = work;
  const { statusUpdateMs, taskDispatchMs, launchMs: sendMs, reportMs } = cost;
  const leastMs = warmUp.taskMs(manager);
  const launchMs = tasks.columns.launchMs as Float64Array;
  const finishMs = tasks.columns.finishMs as Float64Array;
  const executor = tasks.columns.executor as Int32Array;
  const core = tasks.columns.core as Int32Array;
  const status = tasks.columns.status as Uint8Array;
  // Those who listen look at rows; else what each task spent is written at the end: nearly always what every task does.
  const isHeard = audience !== undefined;
  const loadMs = isHeard ? (tasks.use("deserializeMs") as Float64Array) : lane.scratch(numTasks);
  const firstLoad = isHeard ? firstRow : 0;
  let slowLoads = 0;
  /** Ends after which somebody may be late enough for a copy; the long way looks for such. */
  const watchFrom = speculation === undefined ? Number.POSITIVE_INFINITY : speculation.minFinished;
  warmUp.reserve(pool.executors.length);
  const { readyMs } = warmUp;
  const calendar = lane.calendarFor(leastMs + sendMs + work.longestMs + reportMs + places * taskDispatchMs);
  const { timeOf: endsMs } = calendar;
  let { nowMs, dispatchedMs, horizonMs } = lane;
  let launched = 0;
  let finished = 0;
  for (;;) {
    const isFirst = launched < places;
    const place = isFirst ? launched : calendar.top;
    if (!isFirst) {
      const endMs = endsMs[place]!;
      if (finished === watchFrom) {
        lane.stopAt(launched, nowMs, dispatchedMs);
        lane.noteRunning(calendar);
        if (lane.watchOut(work.shortestMs, work.longestMs)) break;
      }
      if (endMs >= horizonMs || (calendar.size === 1 && launched === numTasks)) break;
      nowMs = (endMs > nowMs ? endMs : nowMs) + statusUpdateMs;
      const ended = indices[place]!;
      order[finished++] = ended;
      finishMs[firstRow + ended] = nowMs;
      status[firstRow + ended] = SUCCESS;
      if (isHeard) horizonMs = lane.tellEnd(audience, firstRow + ended, nowMs);
      if (launched === numTasks) {
        calendar.removeTop();
        continue;
      }
    }
    const index = launched++;
    const row = firstRow + index;
    const on = executors[place]!;
    indices[place] = index;
    launchMs[row] = nowMs;
    executor[row] = on;
    core[row] = cores[place]!;
    if (isHeard) horizonMs = lane.tellStart(audience, row, nowMs);
    dispatchedMs = (nowMs > dispatchedMs ? nowMs : dispatchedMs) + taskDispatchMs;
    const startMs = dispatchedMs + sendMs;
    if (isFirst) warmUp.arrive(on, manager, startMs);
    const waitsMs = readyMs[on]! - startMs;
    if (waitsMs > leastMs) slowLoads = launched;
    const taskLoadMs = waitsMs > leastMs ? waitsMs : leastMs;
    loadMs[firstLoad + index] = taskLoadMs;
    const runStartMs = startMs + taskLoadMs;
    startsMs[place] = runStartMs;
    endsMs[place] = runStartMs + runMs[index]! + resultSerializeMs[index]! + reportMs;
    if (isFirst) calendar.push(place);
    else calendar.replaceTop();
  }
  lane.noteRunning(calendar);
  lane.stopAt(launched, nowMs, dispatchedMs);
  for (let i = 0; i < heap.size; i++) {
    const place = heap.things[i]!;
    lane.asleepUntil[place] = startsMs[place]! + work.asleepMs[indices[place]!]!;
  }
  if (!isHeard) {
    tasks.setRows("deserializeMs", firstRow, launched, new RowValues(loadMs.slice(0, slowLoads), leastMs));
  }
  return finished;
}
