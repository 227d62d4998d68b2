import type { ExecutorId, JobId, Millis, StageId } from "../../base/brand.js";
import type { ListenerBus } from "../../events/listener-bus.js";
import type { MessageLog } from "../../events/messages/message-log.js";
import type { StageMetricValues } from "../../events/metric-values.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { MapOutputTracker } from "../map-output-tracker.js";
import type { TaskSet } from "../task/task-set.js";
import type { BarrierRules } from "./barrier-checks.js";
import type { DAGSchedulerConf } from "./dag-scheduler-conf.js";
import type { PreferredLocations } from "./preferred-locations.js";
import type { Stage } from "./stage.js";

/** What a {@link DAGScheduler} knows of the world, and how it acts on it. */
export interface DAGSchedulerOptions {
  readonly conf: DAGSchedulerConf;
  readonly mapOutputs: MapOutputTracker;
  readonly bus: ListenerBus;
  readonly messages: MessageLog;
  readonly now: () => Millis;
  /** Executors with the block of a partition of a persisted RDD (B5). */
  readonly blockExecutors: (rdd: RDDLineage<unknown>, partition: number) => readonly ExecutorId[];
  /** Where tasks should run, as things are now (B10). */
  readonly preferredLocations: () => PreferredLocations;
  readonly submitTasks: (taskSet: TaskSet) => void;
  /** Kills the tasks of a stage; `interrupt` ends the sleep of their threads as well. */
  readonly cancelTasks: (stageId: StageId, reason: string, interrupt?: boolean) => void;
  /** Calls {@link DAGScheduler.resubmitFailedStages} after a while. */
  readonly resubmitAfter: (delayMs: Millis) => void;
  /** Removes the blocks of an executor that is known to be lost. */
  readonly executorLost: (executor: ExecutorId) => void;
  readonly isDecommissioned: (executor: ExecutorId) => boolean;
  readonly hostNameOf: (executor: ExecutorId) => string;
  /** What barrier stages depend on (B14). */
  readonly barrier: BarrierRules;
  /** Calls {@link DAGScheduler.resubmitJob} after a while. */
  readonly resubmitJobAfter: (delayMs: Millis, jobId: JobId) => void;
  /** What the stage's attempts added to SQL metrics, for StageCompleted. */
  readonly accumulables: (stage: Stage) => StageMetricValues;
}
