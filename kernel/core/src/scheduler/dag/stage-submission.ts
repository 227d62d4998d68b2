import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { packLocations, type TaskLocations } from "../task/task-locations.js";
import type { ActiveJob } from "./active-job.js";
import type { CacheLocations } from "./cache-locations.js";
import type { DAGSchedulerOptions } from "./dag-scheduler-options.js";
import { isIndeterminate } from "./determinism.js";
import { tooManyTimes } from "./job-errors.js";
import type { ShuffleMapStage, Stage } from "./stage.js";
import type { StageGraph } from "./stage-graph.js";

/** Whom submission turns to with what it finds on its way. */
export interface SubmissionEvents {
  /** The job that first needed a stage, while it runs. */
  jobOf(stage: Stage): ActiveJob | undefined;
  /** A stage cannot be tried once more. */
  abortStage(stage: Stage, reason: string): void;
  /** A submitted stage turns out to have nothing to compute (B7). */
  nothingToCompute(stage: Stage): void;
}

/** How stages get to run: which wait for their parents, which run, which have failed and will be submitted again (B6, B7). */
export class StageSubmission {
  readonly running: Set<Stage> = new Set();
  private readonly options: DAGSchedulerOptions;
  private readonly graph: StageGraph;
  private readonly cacheLocations: CacheLocations;
  private readonly events: SubmissionEvents;
  private readonly waiting: Set<Stage> = new Set();
  /** Stages to be submitted again. */
  private readonly failed: Set<Stage> = new Set();
  private lastIndices: readonly number[] = [];

  constructor(
    options: DAGSchedulerOptions,
    graph: StageGraph,
    cacheLocations: CacheLocations,
    events: SubmissionEvents,
  ) {
    this.options = options;
    this.graph = graph;
    this.cacheLocations = cacheLocations;
    this.events = events;
  }

  /** Submits the stage, or its missing parents first (B6). */
  submit(stage: Stage): void {
    if (this.waiting.has(stage) || this.running.has(stage) || this.failed.has(stage)) return;
    const missing = this.missingParents(stage);
    if (missing.length === 0) {
      this.submitMissingTasks(stage);
      return;
    }
    this.waiting.add(stage);
    for (const parent of missing) this.submit(parent);
  }

  /** The outputs of a stage are there: submits those that waited for it. */
  submitWaitingChildren(parent: ShuffleMapStage): void {
    const children = [...this.waiting].filter((stage) => stage.parents.includes(parent));
    for (const child of children) this.waiting.delete(child);
    children.sort((a, b) => a.firstJobId - b.firstJobId);
    for (const child of children) this.submit(child);
  }

  /** A stage will be submitted again with the others that have failed. @returns whether that was not known already */
  addFailed(stage: Stage): boolean {
    if (this.failed.has(stage)) return false;
    this.failed.add(stage);
    return true;
  }

  /** Submits the stages that fetch failures ended, and those that they need (B11). */
  resubmitFailed(): void {
    const stages = [...this.failed].filter((stage) => this.graph.get(stage.id) === stage);
    this.failed.clear();
    this.cacheLocations.forget();
    for (const stage of stages.sort((a, b) => a.firstJobId - b.firstJobId)) this.submit(stage);
  }

  /** No job needs the stage any more. */
  forget(stage: Stage): void {
    this.waiting.delete(stage);
    this.running.delete(stage);
    this.failed.delete(stage);
  }

  /** All outputs of a map stage exist. */
  isAvailable(stage: ShuffleMapStage): boolean {
    return this.options.mapOutputs.numAvailableOutputs(stage.shuffle) === stage.numTasks;
  }

  /** 0 … n − 1: the same array as long as the same number is asked for, as many jobs after one another do. */
  indices(n: number): readonly number[] {
    if (this.lastIndices.length !== n) this.lastIndices = Array.from({ length: n }, (_, i) => i);
    return this.lastIndices;
  }

  /** Parents whose outputs are needed and incomplete; the walk stops at fully cached RDDs (B5, B6). */
  private missingParents(stage: Stage): ShuffleMapStage[] {
    const missing = new Set<ShuffleMapStage>();
    const seen = new Set<RDDLineage<unknown>>();
    const waiting: RDDLineage<unknown>[] = [stage.rdd];
    for (let rdd = waiting.pop(); rdd !== undefined; rdd = waiting.pop()) {
      if (seen.has(rdd)) continue;
      seen.add(rdd);
      if (this.cacheLocations.isFullyCached(rdd)) continue;
      for (const dependency of rdd.dependencies) {
        if (dependency.kind === "narrow") waiting.push(dependency.rdd);
        else {
          const parent = this.graph.mapStageOf(dependency.shuffleId)!;
          if (this.isAvailable(parent)) parent.foundAvailable();
          else missing.add(parent);
        }
      }
    }
    return [...missing].sort((a, b) => a.id - b.id);
  }

  private submitMissingTasks(stage: Stage): void {
    const { conf, mapOutputs } = this.options;
    if (stage.nextAttempt >= conf.maxStageAttempts) {
      this.events.abortStage(stage, tooManyTimes(stage));
      return;
    }
    const redone = stage.kind === "ShuffleMapTask" && !this.isAvailable(stage) && isIndeterminate(stage.rdd);
    if (redone) mapOutputs.unregisterAllMapOutput(stage.shuffle);
    const partitions = this.missingPartitions(stage);
    const { isBarrier } = stage;
    const attempt = stage.nextAttempt++;
    stage.latestInfo = stage.info(attempt, partitions.length);
    stage.submittedMs = this.options.now();
    this.running.add(stage);
    this.options.bus.post("onStageSubmitted", { stage: stage.latestInfo, timeMs: stage.submittedMs });
    if (partitions.length === 0) {
      this.events.nothingToCompute(stage);
      return;
    }
    if (stage.kind === "ShuffleMapTask") {
      stage.clearPending();
      for (const partition of partitions) stage.addPending(partition);
    }
    const locations = this.locationsOf(stage, partitions);
    const pool = this.events.jobOf(stage)?.request.properties?.["spark.scheduler.pool"];
    this.options.submitTasks({
      ...(locations === undefined ? {} : { locations }),
      ...(pool === undefined ? {} : { pool }),
      ...(isBarrier ? { isBarrier } : {}),
      stage,
      stageId: stage.id,
      stageAttempt: attempt,
      priority: stage.firstJobId,
      partitions,
      epoch: mapOutputs.epoch,
    });
  }

  /** Partitions of a stage that must be computed (B7). */
  private missingPartitions(stage: Stage): readonly number[] {
    if (this.isUntouched(stage)) return this.indices(stage.numTasks);
    const missing: number[] = [];
    if (stage.kind === "ResultTask") {
      const { finished } = stage.job;
      for (let i = 0; i < finished.length; i++) if (finished[i] === 0) missing.push(i);
    } else {
      const statuses = this.options.mapOutputs.statuses(stage.shuffle);
      for (let i = 0; i < statuses.length; i++) if (statuses[i] === undefined) missing.push(i);
    }
    return missing;
  }

  private isUntouched(stage: Stage): boolean {
    if (stage.kind === "ResultTask") return stage.job.numFinished === 0;
    return this.options.mapOutputs.numAvailableOutputs(stage.shuffle) === 0;
  }

  private locationsOf(stage: Stage, partitions: readonly number[]): TaskLocations | undefined {
    const preferred = this.options.preferredLocations();
    if (!preferred.matterFor(stage.rdd)) return undefined;
    return packLocations(partitions.length, (i) => {
      const index = partitions[i]!;
      return preferred.of(stage.rdd, stage.kind === "ResultTask" ? stage.job.partitions[index]! : index);
    });
  }
}
