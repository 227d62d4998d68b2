import type { ExecutorId } from "../../base/brand.js";
import type { FetchFailed } from "../task/task-end-reason.js";
import type { DAGSchedulerOptions } from "./dag-scheduler-options.js";
import { isIndeterminate } from "./determinism.js";
import { barrierTaskFailure, cannotRollBack, tooManyAttempts } from "./job-errors.js";
import { stagesAbove } from "./rollback.js";
import type { ShuffleMapStage, Stage } from "./stage.js";
import type { StageGraph } from "./stage-graph.js";
import type { StageSubmission } from "./stage-submission.js";

/** Failed stages are submitted again this long after the first fetch failure, so that one lost executor makes one attempt (B11). */
export const RESUBMIT_TIMEOUT_MS = 200;

/** What the failure of a stage brings about elsewhere. */
export interface FailureEvents {
  /** The last stages of the jobs that run. */
  lastStages(): Stage[];
  stageFinished(stage: Stage, failureReason: string): void;
  abortStage(stage: Stage, reason: string): void;
  executorLost(executor: ExecutorId, epoch: number, lostHost: string | undefined): void;
}

/** What becomes of a stage whose task could not fetch, or that is a barrier stage with a failed task (B11, B13, B14). */
export class StageFailures {
  private readonly options: DAGSchedulerOptions;
  private readonly graph: StageGraph;
  private readonly submission: StageSubmission;
  private readonly events: FailureEvents;

  constructor(options: DAGSchedulerOptions, graph: StageGraph, submission: StageSubmission, events: FailureEvents) {
    this.options = options;
    this.graph = graph;
    this.submission = submission;
    this.events = events;
  }

  /** A task could not fetch: its stage fails, and with the stage whose output is lost it is submitted again (B11). */
  fetchFailed(stage: Stage, attempt: number, reason: FetchFailed, epoch: number): void {
    const mapStage = this.graph.mapStageOf(reason.shuffleId);
    if (this.graph.get(stage.id) !== stage || mapStage === undefined) return;
    if (stage.latestInfo?.attempt !== attempt) return;
    const { conf, mapOutputs } = this.options;
    const ignored =
      conf.ignoreDecommissionFetchFailure && reason.executor >= 0 && this.options.isDecommissioned(reason.executor);
    if (!ignored) stage.failedAttempts.add(attempt);
    if (this.submission.running.has(stage)) this.events.stageFinished(stage, reason.description);
    if (mapStage.isBarrier) mapOutputs.unregisterAllMapOutput(mapStage.shuffle);
    else if (reason.mapIndex >= 0) mapOutputs.unregisterMapOutput(mapStage.shuffle, reason.mapIndex, reason.executor);
    if (stage.failedAttempts.size >= conf.maxConsecutiveStageAttempts) this.abortForFetchFailures(stage, reason);
    else if (stage.isBarrier && stage.kind === "ResultTask") this.abortBarrierResult(stage, reason.description);
    else {
      if (stage.isBarrier && stage.kind === "ShuffleMapTask") {
        mapOutputs.unregisterAllMapOutput(stage.shuffle);
      }
      this.resubmitLater(stage, mapStage);
    }
    if (reason.executor < 0) return;
    const lostHost = conf.unregisterOutputOnHost ? this.options.hostNameOf(reason.executor) : undefined;
    this.events.executorLost(reason.executor, epoch, lostHost);
  }

  /** A task of a barrier stage failed: the whole attempt is over, and all of it is run again (B14). */
  barrierTaskFailed(stage: Stage, attempt: number, partition: number, reason: string): void {
    if (stage.latestInfo?.attempt !== attempt || !this.submission.running.has(stage)) return;
    const failure = barrierTaskFailure(stage, partition, reason);
    const task = `${stage.kind}(${stage.id}, ${partition})`;
    this.options.cancelTasks(stage.id, `Task ${task} from barrier stage ${stage.id} (${stage.callSite.short}) failed.`);
    this.events.stageFinished(stage, failure);
    stage.failedAttempts.add(attempt);
    const most = this.options.conf.maxConsecutiveStageAttempts;
    if (stage.failedAttempts.size >= most) this.events.abortStage(stage, tooManyAttempts(stage, most, failure));
    else if (stage.kind === "ResultTask") this.abortBarrierResult(stage, failure);
    else {
      this.options.mapOutputs.unregisterAllMapOutput(stage.shuffle);
      this.resubmitLater(stage);
    }
  }

  private abortForFetchFailures(stage: Stage, reason: FetchFailed): void {
    this.events.abortStage(
      stage,
      tooManyAttempts(stage, this.options.conf.maxConsecutiveStageAttempts, reason.description),
    );
  }

  private abortBarrierResult(stage: Stage, reason: string): void {
    const text = `Could not recover from a failed barrier ResultStage. Most recent failure reason: ${reason}`;
    this.events.abortStage(stage, text);
  }

  private resubmitLater(stage: Stage, mapStage?: ShuffleMapStage): void {
    const first = this.submission.addFailed(stage);
    if (mapStage !== undefined) this.submission.addFailed(mapStage);
    if (!first) return;
    if (mapStage !== undefined && isIndeterminate(mapStage.rdd)) this.rollBack(mapStage);
    this.options.messages.note(this.options.now(), "ResubmitFailedStages", { a: RESUBMIT_TIMEOUT_MS });
    this.options.resubmitAfter(RESUBMIT_TIMEOUT_MS);
  }

  /**
   * A map stage will bring other rows than before: all that was computed from them is worth nothing. Map stages above are made anew as a
   * whole; a result stage that has given results away cannot be (B13).
   */
  private rollBack(mapStage: ShuffleMapStage): void {
    const lastStages = this.events.lastStages();
    for (const stage of stagesAbove(mapStage, lastStages)) {
      if (stage.kind === "ShuffleMapTask") {
        if (this.submission.running.has(stage)) {
          this.options.cancelTasks(stage.id, "rolled back: its input is made anew");
          this.events.stageFinished(stage, `Rolled back because the indeterminate stage ${mapStage.id} runs again`);
          this.submission.addFailed(stage);
        }
        this.options.mapOutputs.unregisterAllMapOutput(stage.shuffle);
      } else if (stage.job.numFinished > 0) {
        this.events.abortStage(stage, cannotRollBack(stage.id));
      }
    }
    this.options.mapOutputs.unregisterAllMapOutput(mapStage.shuffle);
  }
}
