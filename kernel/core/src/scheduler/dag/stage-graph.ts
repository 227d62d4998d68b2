import type { JobId, ShuffleId, StageId } from "../../base/brand.js";
import type { ShuffleDependency } from "../../rdd/dependency.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { MapOutputTracker } from "../map-output-tracker.js";
import type { ResultJob } from "./active-job.js";
import { missingAncestorShuffles, shuffleDependencies } from "./lineage-walk.js";
import { ResultStage, ShuffleMapStage, type Stage } from "./stage.js";

/** Looks at the last RDD of a stage before it is created, and at the number of tasks that the job needs of it. */
export type StageCheck = (rdd: RDDLineage<unknown>, numTasks: () => number) => void;

/** The stages that live: those that some running job needs, and which of them writes which shuffle (B2–B4). */
export class StageGraph {
  private readonly mapOutputs: MapOutputTracker;
  private readonly stages: Map<StageId, Stage> = new Map();
  private readonly shuffleToMapStage: Map<ShuffleId, ShuffleMapStage> = new Map();
  private readonly check: StageCheck;
  private nextStageId: StageId = 0;

  /** @param check throws for a stage that may not be created */
  constructor(mapOutputs: MapOutputTracker, check: StageCheck = () => {}) {
    this.mapOutputs = mapOutputs;
    this.check = check;
  }

  get(stageId: StageId): Stage | undefined {
    return this.stages.get(stageId);
  }

  /** The stage that writes a shuffle. */
  mapStageOf(shuffleId: ShuffleId): ShuffleMapStage | undefined {
    return this.shuffleToMapStage.get(shuffleId);
  }

  all(): Iterable<Stage> {
    return this.stages.values();
  }

  createResultStage(job: ResultJob): ResultStage {
    const { rdd, callSite } = job.request;
    this.check(rdd, () => new Set(job.partitions).size);
    const parents = this.parentStages(rdd);
    const stage = new ResultStage(this.nextStageId++, rdd, job, parents, callSite);
    this.stages.set(stage.id, stage);
    return stage;
  }

  /** B2: ancestors that no live stage writes are created first. */
  getOrCreateMapStage(shuffle: ShuffleDependency<unknown>): ShuffleMapStage {
    const live = this.shuffleToMapStage.get(shuffle.shuffleId);
    if (live !== undefined) return live;
    const isLive = (id: ShuffleId): boolean => this.shuffleToMapStage.has(id);
    for (const ancestor of missingAncestorShuffles(shuffle.rdd, isLive)) {
      if (!isLive(ancestor.shuffleId)) this.createMapStage(ancestor);
    }
    return this.createMapStage(shuffle);
  }

  /** Notes that the job needs the stage and its ancestors; returns them by id. */
  registerForJob(last: Stage, jobId: JobId): Stage[] {
    const seen = new Set<Stage>();
    const waiting: Stage[] = [last];
    for (let stage = waiting.pop(); stage !== undefined; stage = waiting.pop()) {
      if (seen.has(stage)) continue;
      seen.add(stage);
      stage.jobIds.add(jobId);
      waiting.push(...stage.parents);
    }
    return [...seen].sort((a, b) => a.id - b.id);
  }

  /** Stages die with the last job that needs them; map outputs survive (B4). Gives those that died. */
  forgetJob(jobId: JobId): Stage[] {
    const dead: Stage[] = [];
    for (const stage of [...this.stages.values()]) {
      if (!stage.jobIds.delete(jobId) || stage.jobIds.size > 0) continue;
      dead.push(stage);
      this.stages.delete(stage.id);
      if (stage.kind !== "ShuffleMapTask") continue;
      if (this.shuffleToMapStage.get(stage.shuffle.shuffleId) === stage) {
        this.shuffleToMapStage.delete(stage.shuffle.shuffleId);
      }
    }
    return dead;
  }

  private parentStages(rdd: RDDLineage<unknown>): ShuffleMapStage[] {
    return shuffleDependencies(rdd).map((shuffle) => this.getOrCreateMapStage(shuffle));
  }

  private createMapStage(shuffle: ShuffleDependency<unknown>): ShuffleMapStage {
    this.check(shuffle.rdd, () => shuffle.rdd.numPartitions);
    const parents = this.parentStages(shuffle.rdd);
    const stage = new ShuffleMapStage(this.nextStageId++, shuffle, parents, shuffle.rdd.callSite);
    this.stages.set(stage.id, stage);
    this.shuffleToMapStage.set(shuffle.shuffleId, stage);
    this.mapOutputs.registerShuffle(shuffle, stage.numTasks);
    return stage;
  }
}
