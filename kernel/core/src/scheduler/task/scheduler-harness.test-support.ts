import type { Stage } from "../dag/stage.js";
import type { SchedulerBackend } from "./scheduler-backend.js";
import type { SchedulerExecutors } from "./scheduler-executors.js";
import type { TaskFailedReason } from "./task-end-reason.js";
import { packLocations, type TaskLocation } from "./task-locations.js";
import { TaskScheduler } from "./task-scheduler.js";
import type { TaskSchedulerConf } from "./task-scheduler-conf.js";
import type { TaskSet } from "./task-set.js";
import type { TaskSetManager } from "./task-set-manager.js";

export interface Launch {
  readonly manager: TaskSetManager;
  readonly index: number;
  readonly attempt: number;
  readonly executor: number;
  readonly locality: number;
  readonly speculative: boolean;
  readonly launchMs: number;
}

export const CONF: TaskSchedulerConf = {
  maxTaskFailures: 4,
  mode: "FIFO",
  pools: undefined,
  waits: { process: 3000, node: 3000, rack: 3000 },
  resetsWaitOnLaunch: false,
  reviveIntervalMs: 1000,
  speculation: undefined,
  exclusion: undefined,
  outputsOutliveExecutors: false,
};

export interface SubmitOptions {
  readonly stageId?: number;
  readonly attempt?: number;
  readonly priority?: number;
  readonly pool?: string;
  readonly kind?: "ShuffleMapTask" | "ResultTask";
  readonly isBarrier?: boolean;
  readonly locations?: (index: number) => readonly TaskLocation[];
}

/** Executors, one a host, that only note what is launched; the test ends the tasks and moves the clock. */
export class Harness {
  readonly launches: Launch[] = [];
  readonly succeeded: number[] = [];
  readonly failed: string[] = [];
  readonly killedExecutors: number[] = [];
  readonly killed: [number, string][] = [];
  readonly resubmitted: number[] = [];
  readonly free: number[];
  readonly gone: Set<number> = new Set();
  readonly scheduler: TaskScheduler;
  now = 0;
  private readonly timers: { readonly at: number; readonly call: () => void }[] = [];

  constructor(executors: number, cores: number, conf: Partial<TaskSchedulerConf> = {}) {
    this.free = new Array(executors).fill(cores);
    const backend = this.backend(executors);
    this.scheduler = new TaskScheduler({
      backend,
      listener: {
        taskSucceeded: (_, index) => this.succeeded.push(index),
        taskFailed: () => {},
        taskResubmitted: (_, index) => this.resubmitted.push(index),
        taskSetFailed: (_, reason) => this.failed.push(reason),
      },
      conf: { ...CONF, ...conf },
      seed: 1,
    });
  }

  submit(tasks: number, options: SubmitOptions = {}): void {
    const { stageId = 0, attempt = 0, priority = 0, pool, kind = "ResultTask", isBarrier } = options;
    const locations = options.locations && packLocations(tasks, options.locations);
    const set: TaskSet = {
      stage: { id: stageId, kind } as Stage,
      stageId,
      stageAttempt: attempt,
      priority,
      partitions: Array.from({ length: tasks }, (_, i) => i),
      epoch: 0,
      ...(pool === undefined ? {} : { pool }),
      ...(isBarrier === undefined ? {} : { isBarrier }),
      ...(locations === undefined ? {} : { locations }),
    };
    this.scheduler.submitTasks(set);
  }

  succeed(row: number): void {
    const { manager, index, executor } = this.launches[row]!;
    this.free[executor]!++;
    this.scheduler.taskSucceeded(manager, index, row, executor, undefined);
  }

  fail(row: number, reason: TaskFailedReason = exception): void {
    const { manager, index, executor } = this.launches[row]!;
    this.free[executor]!++;
    this.scheduler.taskFailed(manager, index, row, executor, reason);
  }

  /** The executor is gone with all that runs on it. */
  lose(executor: number, exitCausedByApp = true): void {
    this.gone.add(executor);
    this.free[executor] = 0;
    const running = this.launches.flatMap((launch, row): [TaskSetManager, number, number][] =>
      launch.executor === executor && launch.manager.runningAttempts().some((attempt) => attempt.row === row)
        ? [[launch.manager, launch.index, row]]
        : [],
    );
    this.scheduler.executorLost(executor, { reason: "lost", exitCausedByApp }, running);
    this.scheduler.resourceOffers();
  }

  /** Lets time pass, and the timers in it ring. */
  passTo(timeMs: number): void {
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= timeMs).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers.splice(this.timers.indexOf(next), 1);
      this.now = next.at;
      next.call();
    }
    this.now = timeMs;
  }

  /** Launches as `index` pairs with what a test asks for. */
  shown<K extends keyof Launch>(...keys: readonly K[]): Launch[K][][] {
    return this.launches.map((launch) => keys.map((key) => launch[key]));
  }

  private backend(count: number): SchedulerBackend {
    const { free, gone } = this;
    const all = Array.from({ length: count }, (_, i) => i);
    const executors: SchedulerExecutors = {
      get openExecutors() {
        return all.filter((executor) => free[executor]! > 0);
      },
      hosts: all.map((executor) => `host-${executor}`),
      freeSlots: (executor) => free[executor]!,
      hostOf: (executor) => executor,
      rackOf: () => -1,
      isAlive: (executor) => !gone.has(executor),
      hasAliveOnHost: (host) => host < count && !gone.has(host),
      hasAliveOnRack: () => false,
      totalSlots: 0,
      aliveExecutors: () => all.filter((executor) => !gone.has(executor)),
    };
    const harness = this;
    return {
      executors,
      get now() {
        return harness.now;
      },
      reviveOffers: () => this.scheduler.resourceOffers(),
      launchTask: (manager, index, executor) => {
        free[executor]!--;
        const attempt = manager.launched(index, this.launches.length);
        const { offeredLocality: locality, offeredSpeculative: speculative } = manager;
        this.launches.push({ manager, index, attempt, executor, locality, speculative, launchMs: this.now });
      },
      runAlone: () => false,
      killTask: (row, reason) => this.killed.push([row, reason]),
      executorOf: (row) => this.launches[row]!.executor,
      launchMs: (row) => this.launches[row]!.launchMs,
      finishMs: () => Number.NaN,
      recordsPerMs: () => 0,
      reviveAt: (at) => this.timers.push({ at, call: () => this.scheduler.revive() }),
      speculateAt: (at) => this.timers.push({ at, call: () => this.scheduler.checkSpeculatableTasks() }),
      checkUnschedulableAt: (at) => this.timers.push({ at, call: () => this.scheduler.checkUnschedulable() }),
      killExecutor: (executor) => void this.killedExecutors.push(executor),
      describe: (row) => `Lost task in row ${row}`,
    };
  }
}

const exception: TaskFailedReason = {
  kind: "ExceptionFailure",
  description: "Error: boom",
  error: new Error("boom"),
};
