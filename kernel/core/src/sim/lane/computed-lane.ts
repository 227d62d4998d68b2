import { TASK_STATUSES } from "../../events/task-table.js";
import type { ExpressLaneOptions } from "../express-lane.js";
import { writeMetrics } from "../task-row-writer.js";
import type { Lane } from "./lane.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");
/** Tasks that are computed before the host's event loop gets a turn, and between two looks at whether the user interrupts. */
const TASKS_PER_TURN = 20_000;
const TASKS_PER_POLL = 64;

/** Drives a set of tasks that are really computed, as far as the lane goes. */
export function driveComputed(lane: Lane, options: ExpressLaneOptions): void {
  const { heap, manager, listener, tasks, firstRow } = lane;
  const { cost, runner, simulation, getter } = options;
  const { numTasks, taskSet, speculation } = manager;
  const { columns } = tasks;
  for (let place = 0; place < lane.places; place++) {
    launch(lane, options, place);
    heap.push(place);
  }
  let finished = 0;
  while (lane.specials.size === 0 && heap.topMs < lane.horizonMs && (heap.size > 1 || lane.launched < numTasks)) {
    if ((finished + 1) % TASKS_PER_POLL === 0 && (finished >= TASKS_PER_TURN || simulation.isInterrupted)) break;
    const place = heap.top;
    if (heap.topMs > lane.nowMs) lane.nowMs = heap.topMs;
    lane.nowMs += cost.statusUpdateMs;
    const index = lane.indices[place]!;
    const row = firstRow + index;
    const result = lane.results[place];
    columns.finishMs[row] = lane.nowMs;
    columns.status[row] = SUCCESS;
    runner.taskEnded(tasks.firstTaskId + row);
    const resultBytes = columns.resultBytes[row]!;
    if (resultBytes > 0) {
      lane.resultBytes -= getter.countedBytes(resultBytes);
      getter.receive(manager, resultBytes);
    }
    if (lane.audience !== undefined) lane.tellEnd(lane.audience, row, lane.nowMs);
    if (lane.launched < numTasks) {
      launch(lane, options, place);
      heap.replaceTop();
    } else heap.removeTop();
    listener.taskSucceeded(taskSet, index, row, lane.executors[place]!, result);
    // How long the tasks to come will take is not known.
    const longestMs = lane.launched < numTasks ? Number.POSITIVE_INFINITY : 0;
    if (++finished === speculation?.minFinished && lane.watchOut(0, longestMs)) break;
  }
}

/** Launches the next task on a free place. */
function launch(lane: Lane, options: ExpressLaneOptions, place: number): void {
  const { manager, tasks } = lane;
  const { columns } = tasks;
  const { cost, warmUp, computation, pricer, pool, runner, getter } = options;
  const index = lane.launched++;
  const row = lane.firstRow + index;
  const executor = lane.executors[place]!;
  lane.indices[place] = index;
  columns.launchMs[row] = lane.nowMs;
  columns.executor[row] = executor;
  columns.core[row] = lane.cores[place]!;
  if (lane.audience !== undefined) lane.tellStart(lane.audience, row, lane.nowMs);
  const { host } = pool.executors[executor]!;
  computation.compute(manager, index, 0, tasks.firstTaskId + row, executor, host, lane.nowMs);
  pricer.price(runner.metrics);
  lane.results[place] = computation.result;
  const { extras, exitCode } = computation;
  if (extras !== undefined || exitCode !== undefined) lane.specials.set(place, { extras, exitCode });
  const { resultBytes } = runner.metrics;
  if (resultBytes > 0) {
    lane.resultBytes += getter.countedBytes(resultBytes);
    if (!getter.hasRoomFor(manager, resultBytes, lane.resultBytes)) lane.specials.set(place, { extras, exitCode });
  }
  if (lane.nowMs > lane.dispatchedMs) lane.dispatchedMs = lane.nowMs;
  lane.dispatchedMs += cost.taskDispatchMs;
  const startMs = lane.dispatchedMs + cost.launchMs;
  pricer.deserializeMs = warmUp.deserializeMs(executor, manager, startMs);
  writeMetrics(tasks, row, pricer, runner.metrics);
  const runStart = startMs + pricer.deserializeMs;
  lane.asleepUntil[place] = runStart + pricer.asleepMs;
  const endMs = runStart + pricer.runMs;
  lane.heap.timeOf[place] = exitCode === undefined ? endMs + pricer.resultSerializeMs + cost.reportMs : endMs;
}
