import { describe, expect, test } from "vitest";
import { RuntimeConfig } from "../../conf/runtime-config.js";
import type { StageInfo } from "../../events/listener.js";
import { TASK_STATUSES, TaskTable } from "../../events/task-table.js";
import { allocationConf, isDynamicAllocationEnabled } from "./allocation-conf.js";
import { ExecutorAllocationManager } from "./executor-allocation-manager.js";
import { ExecutorMonitor } from "./executor-monitor.js";
import { StageLoad } from "./stage-load.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");
const FAILED = TASK_STATUSES.indexOf("ExceptionFailure");

/** A state machine with executors of 2 slots, and what it asked for. */
class Harness {
  now = 0;
  copies = 0;
  unschedulable = 0;
  readonly cached: Set<number> = new Set();
  readonly targets: [ms: number, total: number][] = [];
  readonly removed: [ms: number, ...executors: number[]][] = [];
  readonly tasks: TaskTable = new TaskTable();
  readonly monitor: ExecutorMonitor;
  readonly manager: ExecutorAllocationManager;
  readonly load: StageLoad;

  constructor(settings: Readonly<Record<string, string>> = {}, initial = 1) {
    const conf = allocationConf(new RuntimeConfig({ "spark.executor.cores": "2", ...dynamic(settings) }), initial);
    const now = (): number => this.now;
    this.monitor = new ExecutorMonitor({ conf, now, hasCachedBlocks: (id) => this.cached.has(id) });
    this.manager = new ExecutorAllocationManager({
      conf,
      monitor: this.monitor,
      load: () => this.load,
      unschedulableSets: () => this.unschedulable,
      now,
      client: {
        requestTotalExecutors: (total) => this.targets.push([this.now, total]),
        removeExecutors: (ids) => {
          this.removed.push([this.now, ...ids]);
          for (const executorId of ids) {
            this.monitor.onExecutorRemoved({ timeMs: this.now, executorId, reason: "Executor killed by driver." });
          }
        },
      },
    });
    this.load = new StageLoad(this.manager, () => this.copies);
    this.add(...Array(initial).keys());
  }

  add(...executors: number[]): void {
    for (const executorId of executors) {
      this.monitor.onExecutorAdded({ timeMs: this.now, executorId, host: "h", cores: 2, memoryBytes: 1 });
    }
  }

  submit(numTasks: number, stageId = 0, attempt = 0): void {
    this.load.onStageSubmitted({ stage: info(stageId, attempt, numTasks), timeMs: this.now });
  }

  complete(stageId = 0, attempt = 0): void {
    const stage = info(stageId, attempt, 0);
    this.load.onStageCompleted({ stage, submittedMs: 0, timeMs: this.now, accumulables: new Map() });
  }

  start(executor: number, count = 1, stageId = 0): number[] {
    return Array.from({ length: count }, () => {
      const row = this.tasks.append();
      this.tasks.columns.executor[row] = executor;
      this.tasks.columns.stageId[row] = stageId;
      this.load.onTaskStart(this.tasks, row);
      this.monitor.onTaskStart(this.tasks, row);
      return row;
    });
  }

  end(rows: readonly number[], status: number = SUCCESS): void {
    for (const row of rows) {
      this.tasks.columns.status[row] = status;
      this.load.onTaskEnd(this.tasks, row);
      this.monitor.onTaskEnd(this.tasks, row);
    }
  }

  /** Looks every tenth of a second up to a time. */
  until(ms: number): void {
    for (; this.now < ms; this.now += 100) this.manager.schedule();
    this.manager.schedule();
  }
}

function dynamic(settings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [`spark.dynamicAllocation.${key}`, value]));
}

function info(stageId: number, attempt: number, numTasks: number, shuffleId?: number): StageInfo {
  const base = { stageId, attempt, name: "", numTasks, parentIds: [], rdds: [], callSite: { short: "", method: "" } };
  return shuffleId === undefined ? { ...base, kind: "ResultTask" } : { ...base, kind: "ShuffleMapTask", shuffleId };
}

describe("need and ramp (D1, D2)", () => {
  test("asks for 1, 2, 4, 8 more, a second apart, up to what the load needs", () => {
    const h = new Harness();
    h.submit(60);
    h.until(10_000);
    expect(h.targets).toEqual([
      [1000, 2],
      [2000, 4],
      [3000, 8],
      [4000, 16],
      [5000, 30],
    ]);
    expect(h.manager.nextScheduleMs).toBe(60_000); // nothing but the one executor's idle timeout is left
  });

  test("keeps to its own pace after the first request, and to the most executors", () => {
    const h = new Harness({
      schedulerBacklogTimeout: "2s",
      sustainedSchedulerBacklogTimeout: "5s",
      maxExecutors: "5",
    });
    h.submit(60);
    h.until(30_000);
    expect(h.targets).toEqual([
      [2000, 2],
      [7000, 4],
      [12_000, 5],
    ]);
  });

  test("a share of executors for a full load; timeouts are whole seconds", () => {
    const h = new Harness({ executorAllocationRatio: "0.5", schedulerBacklogTimeout: "1900ms" });
    h.submit(60);
    expect(h.manager.needed).toBe(15);
    h.until(1000);
    expect(h.targets).toEqual([[1000, 2]]);
  });

  test("does not ramp up to what is there already", () => {
    const h = new Harness({}, 1);
    h.add(1, 2, 3, 4, 5);
    h.submit(60);
    h.until(1000);
    expect(h.targets).toEqual([[1000, 7]]);
  });

  test("what the load needs no more is taken back at once, and the ramp begins anew", () => {
    const h = new Harness({ minExecutors: "1" });
    h.submit(16);
    h.until(2500);
    expect(h.targets).toEqual([
      [1000, 2],
      [2000, 4],
    ]);
    const rows = h.start(0, 16);
    h.until(2600);
    h.end(rows.slice(0, 12));
    h.until(2700);
    h.end(rows.slice(12));
    h.until(2800);
    expect(h.targets.slice(2)).toEqual([
      [2600, 2],
      [2700, 1],
    ]);
    h.submit(40, 1);
    h.until(3900);
    expect(h.targets.slice(4)).toEqual([[3800, 2]]);
  });

  test("nothing is asked for when all tasks were started in time", () => {
    const h = new Harness();
    h.submit(2);
    h.start(0, 2);
    h.until(5000);
    expect(h.targets).toEqual([]);
  });

  test("the executors of the start are waited for until a stage is submitted or one is idle for too long", () => {
    const h = new Harness({ executorIdleTimeout: "5s" }, 4);
    h.until(4900);
    expect(h.manager.target).toBe(4);
    h.until(5000);
    expect(h.targets).toEqual([[5000, 0]]);
    expect(h.removed).toEqual([[5000, 0, 1, 2, 3]]);
  });

  test("a failed task waits again", () => {
    const h = new Harness();
    h.submit(1);
    const rows = h.start(0);
    h.end(rows, FAILED);
    expect([h.load.pending, h.load.running]).toEqual([1, 0]);
    h.end(h.start(0));
    h.complete();
    expect([h.load.pending, h.manager.needed]).toEqual([0, 0]);
  });

  test("a task set that is excluded from all executors wants one more than there are (C9)", () => {
    const h = new Harness();
    h.add(1, 2);
    h.submit(2);
    h.start(0);
    h.unschedulable = 1;
    expect(h.manager.needed).toBe(4);
    h.until(1000);
    expect(h.targets).toEqual([[1000, 4]]);
  });

  test("one executor would do, but a copy waits: two are needed", () => {
    const h = new Harness();
    h.submit(1);
    h.start(0);
    h.copies = 1;
    expect(h.manager.needed).toBe(2);
  });
});

describe("removal (D3)", () => {
  test("idle executors go after a minute, but not below the least", () => {
    const h = new Harness({ minExecutors: "2" }, 4);
    h.submit(1);
    h.end(h.start(3));
    h.complete();
    h.until(70_000);
    expect(h.removed).toEqual([[60_000, 0, 1]]);
  });

  test("an executor that works now and then stays", () => {
    const h = new Harness({ executorIdleTimeout: "2s" }, 2);
    h.submit(3);
    h.end(h.start(1));
    for (const ms of [1500, 3000]) {
      h.until(ms);
      h.end(h.start(1));
    }
    expect(h.removed).toEqual([[2000, 0]]);
    h.complete();
    h.until(5000);
    expect(h.removed.slice(1)).toEqual([[5000, 1]]);
  });

  test("cached blocks keep an executor for ever, or as long as is set", () => {
    const h = new Harness({ executorIdleTimeout: "2s" }, 3);
    h.cached.add(1);
    h.until(100_000);
    expect(h.removed).toEqual([[2000, 0, 2]]);
    const short = new Harness({ cachedExecutorIdleTimeout: "1s" }, 3);
    short.cached.add(1);
    short.until(1000);
    expect(short.removed).toEqual([[1000, 1]]);
  });

  test("shuffle files keep an executor while a job may need them, and after that as long as is set", () => {
    const h = new Harness({ executorIdleTimeout: "2s", "shuffleTracking.timeout": "30s" }, 2);
    const job = { jobId: 0, timeMs: 0, callSite: { short: "", method: "" }, cause: "action" } as const;
    h.monitor.onJobStart({ ...job, stages: [info(0, 0, 2, 7), info(1, 0, 1)] });
    h.submit(2);
    h.end(h.start(1, 2));
    h.complete();
    h.until(40_000);
    expect(h.removed).toEqual([[2000, 0]]);
    h.monitor.onJobEnd({ jobId: 0, timeMs: h.now });
    h.until(40_100);
    expect(h.removed.slice(1)).toEqual([[40_000, 1]]);
  });

  test("a job that uses an old shuffle again keeps its executors", () => {
    const h = new Harness({ "shuffleTracking.timeout": "5s" }, 2);
    const job = { timeMs: 0, callSite: { short: "", method: "" }, cause: "action" } as const;
    h.monitor.onJobStart({ ...job, jobId: 0, stages: [info(0, 0, 2, 7), info(1, 0, 1)] });
    h.submit(2);
    h.end(h.start(1, 2));
    h.complete();
    h.monitor.onJobEnd({ jobId: 0, timeMs: 0 });
    h.until(4000);
    h.monitor.onJobStart({ ...job, jobId: 1, stages: [info(2, 0, 2, 7), info(3, 0, 1)] });
    h.until(20_000);
    expect(h.removed).toEqual([]);
    h.monitor.onJobEnd({ jobId: 1, timeMs: h.now });
    h.until(20_000);
    expect(h.removed).toEqual([[20_000, 1]]);
  });

  test("with a service nobody tracks shuffle files", () => {
    const conf = new RuntimeConfig({ "spark.shuffle.service.enabled": "true" });
    expect(allocationConf(conf, 1).shuffleTracking).toBe(false);
    expect(allocationConf(new RuntimeConfig(), 1).shuffleTracking).toBe(true);
  });
});

test("a local master ignores it", () => {
  const conf = new RuntimeConfig({ "spark.dynamicAllocation.enabled": "true" });
  expect([isDynamicAllocationEnabled(conf, true), isDynamicAllocationEnabled(conf, false)]).toEqual([false, true]);
});
