import type { ExecutorId } from "../../base/brand.js";
import type { ListenerBus } from "../../events/listener-bus.js";
import type { ExclusionConf } from "./exclusion.js";
import { type Excluded, HealthTracker } from "./health-tracker.js";
import type { SchedulerBackend } from "./scheduler-backend.js";
import type { TaskSetManager } from "./task-set-manager.js";

/** Keeps task sets, and the application, off executors and hosts where tasks failed (C9); tells the bus of it. */
export class FailureExclusion {
  /** What the application keeps off; undefined where nothing is excluded. */
  readonly health: HealthTracker | undefined;
  private readonly backend: SchedulerBackend;
  private readonly conf: ExclusionConf | undefined;
  private readonly bus: ListenerBus | undefined;

  constructor(backend: SchedulerBackend, conf: ExclusionConf | undefined, bus: ListenerBus | undefined) {
    this.backend = backend;
    this.conf = conf;
    this.bus = bus;
    this.health = conf === undefined ? undefined : new HealthTracker(conf);
  }

  /** The failure counts against its executor and node, within the stage. */
  taskFailed(manager: TaskSetManager, index: number, executor: ExecutorId, failure: string): void {
    const { backend, bus } = this;
    const hostId = backend.executors.hostOf(executor);
    const { stageId, stageAttempt } = manager.taskSet;
    const now = { timeMs: backend.now, stageId, stageAttempt };
    for (const what of manager.exclusion?.taskFailed(index, executor, hostId, failure) ?? []) {
      if (what === "executor") bus?.post("onExecutorExcludedForStage", { ...now, executorId: executor });
      else bus?.post("onNodeExcludedForStage", { ...now, host: backend.executors.hosts[hostId]! });
    }
  }

  /** Nothing could be fetched from an executor: the application may keep off it at once. */
  sourceFailed(executor: ExecutorId): void {
    if (executor < 0 || this.health === undefined) return;
    const { executors, now } = this.backend;
    this.exclude(this.health.fetchFailed(executor, executors.hostOf(executor), now));
  }

  /** The failures of a set that has succeeded count for the application. */
  taskSetSucceeded({ exclusion }: TaskSetManager): void {
    if (this.health === undefined || exclusion === undefined) return;
    this.exclude(this.health.taskSetSucceeded(exclusion, this.backend.now));
  }

  /** The application keeps off executors and hosts, and ends them where it may. */
  private exclude(excluded: Excluded): void {
    const { backend, bus } = this;
    const span = { timeMs: backend.now, untilMs: excluded.untilMs };
    for (const executorId of excluded.executors) bus?.post("onExecutorExcluded", { ...span, executorId });
    for (const host of excluded.hosts) bus?.post("onNodeExcluded", { ...span, host: backend.executors.hosts[host]! });
    if (this.conf?.killExcludedExecutors !== true) return;
    for (const executor of excluded.executors) backend.killExecutor(executor, "excluded for too many task failures");
    const { executors } = backend;
    for (const executor of executors.aliveExecutors()) {
      if (excluded.hosts.includes(executors.hostOf(executor)))
        backend.killExecutor(executor, "its host is excluded for too many task failures");
    }
  }
}
