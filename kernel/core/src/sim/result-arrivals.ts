import type { Bytes, ExecutorId } from "../base/brand.js";
import { RESULT_REFUSED, type ResultLimits, resultsTooLarge } from "../driver/result-limits.js";
import type { TaskStatus, TaskTable } from "../events/task-table.js";
import type { TaskScheduler } from "../scheduler/task/task-scheduler.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";
import type { Simulation } from "./simulation.js";
import type { ResultVerdict, TaskResultGetter } from "./task-result-getter.js";
import { clearMetrics, put } from "./task-row-writer.js";

/** An attempt that has ended well and whose result the driver does not simply take. */
export interface ArrivingResult {
  readonly manager: TaskSetManager;
  readonly index: number;
  readonly row: number;
  readonly executor: ExecutorId;
  readonly result: unknown;
  /** Applies what the attempt did to accumulators. */
  readonly commit: (() => void) | undefined;
}

export interface ResultArrivalsOptions {
  readonly simulation: Simulation;
  readonly getter: TaskResultGetter;
  readonly limits: ResultLimits;
  /** Whether the executor is there to fetch from. */
  readonly isRunning: (executor: ExecutorId) => boolean;
  readonly scheduler: () => TaskScheduler;
  readonly tasks: () => TaskTable;
  readonly end: (row: number, status: TaskStatus, reason: string | undefined) => void;
  /** The driver has no room for a result, and dies. */
  readonly noRoomForResult: (bytes: Bytes) => void;
}

const TOO_LATE = "Finish but did not commit due to another attempt succeeded";
const RESULT_LOST = "TaskResultLost (result lost from block manager)";

/** Results that the driver has to fetch, refuses, or dies of (C11, E9). */
export class ResultArrivals {
  private readonly options: ResultArrivalsOptions;
  /** What is being fetched, by number of the fetch. */
  private readonly fetches: (ArrivingResult | undefined)[] = [];
  private readonly fetched: number;

  constructor(options: ResultArrivalsOptions) {
    this.options = options;
    this.fetched = options.simulation.register((fetch) => this.arrive(fetch));
  }

  handle(verdict: Exclude<ResultVerdict, "taken">, arriving: ArrivingResult, resultBytes: number): void {
    if (verdict === "fetched") this.fetch(arriving, resultBytes);
    else if (verdict === "refused") this.refuse(arriving);
    else {
      const { getter, noRoomForResult } = this.options;
      this.kill(arriving.row, "The driver died");
      noRoomForResult(getter.countedBytes(resultBytes));
    }
  }

  /** The slot is free at once; the attempt ends when its result is there. */
  private fetch(arriving: ArrivingResult, resultBytes: number): void {
    const { simulation, getter, scheduler, tasks } = this.options;
    const { now } = simulation;
    const endMs = getter.fetchedMs(now, resultBytes);
    put(tasks(), "gettingResultMs", arriving.row, endMs - now);
    simulation.at(endMs, this.fetched, this.fetches.push(arriving) - 1);
    scheduler().attemptStopped(arriving.manager, arriving.executor);
  }

  private arrive(fetch: number): void {
    const arriving = this.fetches[fetch]!;
    this.fetches[fetch] = undefined;
    const { manager, index, row, executor, result, commit } = arriving;
    const { end, isRunning, scheduler } = this.options;
    if (!isRunning(executor)) {
      this.forget(row);
      end(row, "TaskResultLost", RESULT_LOST);
      scheduler().resultFailed(manager, index, row, executor, { kind: "TaskResultLost", description: RESULT_LOST });
      return;
    }
    if (manager.killedByOtherAttempt.has(row)) {
      this.kill(row, TOO_LATE);
      scheduler().resultFailed(manager, index, row, executor, { kind: "TaskKilled", description: TOO_LATE });
      return;
    }
    commit?.();
    end(row, "Success", undefined);
    scheduler().resultArrived(manager, index, row, executor, result);
  }

  private refuse({ manager, index, row, executor }: ArrivingResult): void {
    this.kill(row, RESULT_REFUSED);
    const { limits, scheduler } = this.options;
    const tooLarge = resultsTooLarge(manager.resultCount, manager.resultBytes, limits.maxResultBytes);
    scheduler().resultRefused(manager, index, row, executor, tooLarge);
  }

  /** Forgets what the attempt did, but for how long its result was on its way: its slot was free by then. */
  private forget(row: number): void {
    const tasks = this.options.tasks();
    const gettingMs = tasks.columns.gettingResultMs[row]!;
    clearMetrics(tasks, row);
    put(tasks, "gettingResultMs", row, gettingMs);
  }

  private kill(row: number, reason: string): void {
    clearMetrics(this.options.tasks(), row);
    this.options.end(row, "TaskKilled", reason);
  }
}
