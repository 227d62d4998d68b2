import type { JobId, Millis, StageId } from "../../base/brand.js";
import type { CallSite, RDDInfo, StageInfo, StageKind } from "../../events/listener.js";
import type { ShuffleDependency } from "../../rdd/dependency.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { ResultJob } from "./active-job.js";

/** What both kinds of stage have: one task a partition, no shuffle inside. */
abstract class StageBase {
  abstract readonly kind: StageKind;
  readonly id: StageId;
  readonly rdd: RDDLineage<unknown>;
  /** Tasks of a full attempt. */
  readonly numTasks: number;
  readonly parents: readonly ShuffleMapStage[];
  readonly callSite: CallSite;
  /** Jobs that need this stage; it dies with the last of them (B4). */
  readonly jobIds: Set<JobId> = new Set();
  nextAttempt = 0;
  private knownChain: readonly RDDLineage<unknown>[] | undefined;
  /** Attempts that fetch failures ended since the stage last succeeded (B11). */
  readonly failedAttempts: Set<number> = new Set();
  submittedMs: Millis = Number.NaN;
  /** Info of the latest attempt. */
  latestInfo: StageInfo | undefined;

  constructor(
    id: StageId,
    rdd: RDDLineage<unknown>,
    numTasks: number,
    parents: readonly ShuffleMapStage[],
    callSite: CallSite,
  ) {
    this.id = id;
    this.rdd = rdd;
    this.numTasks = numTasks;
    this.parents = parents;
    this.callSite = callSite;
  }

  /** The job that came first of those that need the stage: FIFO order and resubmission go by it (B6, C3). */
  get firstJobId(): JobId {
    let first = Number.POSITIVE_INFINITY;
    for (const jobId of this.jobIds) if (jobId < first) first = jobId;
    return first;
  }

  /** Its tasks run all at once or not at all (B14). */
  get isBarrier(): boolean {
    return this.chain.some((rdd) => rdd.isBarrier);
  }

  /** The stage's RDD and its narrow ancestors, by id (I5); walked anew where a checkpoint may have cut the lineage. */
  get chain(): readonly RDDLineage<unknown>[] {
    if (this.knownChain === undefined || this.rdd.isCheckpointed) this.knownChain = narrowAncestors(this.rdd);
    return this.knownChain;
  }

  /** The facts of an attempt with `numTasks` tasks. */
  info(attempt: number, numTasks: number): StageInfo {
    return {
      stageId: this.id,
      attempt,
      name: this.callSite.short,
      kind: this.kind,
      numTasks,
      parentIds: this.parents.map((parent) => parent.id),
      rdds: this.chain.map(rddInfo),
      callSite: this.callSite,
    };
  }

  /** The latest attempt, now that it has ended. */
  completedInfo(): StageInfo {
    return this.latestInfo!;
  }
}

/** Writes a shuffle. Available when every map output exists. */
export class ShuffleMapStage extends StageBase {
  readonly kind = "ShuffleMapTask";
  readonly shuffle: ShuffleDependency<unknown>;
  /** Partitions of the running attempts that have not ended: 1 while pending, counted beside. */
  private readonly pending: Uint8Array;
  private pendingCount = 0;
  /** Found complete once without having run: its next attempt is not the first any more (B8). */
  private skippedOnce = false;

  constructor(
    id: StageId,
    shuffle: ShuffleDependency<unknown>,
    parents: readonly ShuffleMapStage[],
    callSite: CallSite,
  ) {
    super(id, shuffle.rdd, shuffle.rdd.numPartitions, parents, callSite);
    this.shuffle = shuffle;
    this.pending = new Uint8Array(this.numTasks);
  }

  get hasPendingPartitions(): boolean {
    return this.pendingCount > 0;
  }

  addPending(partition: number): void {
    if (this.pending[partition] === 0) this.pendingCount++;
    this.pending[partition] = 1;
  }

  removePending(partition: number): void {
    if (this.pending[partition] === 1) this.pendingCount--;
    this.pending[partition] = 0;
  }

  clearPending(): void {
    this.pending.fill(0);
    this.pendingCount = 0;
  }

  foundAvailable(): void {
    if (!this.skippedOnce && this.nextAttempt === 0) this.nextAttempt = 1;
    this.skippedOnce = true;
  }

  override info(attempt: number, numTasks: number): StageInfo {
    const { shuffleId, numPartitions: numReducers } = this.shuffle;
    return { ...super.info(attempt, numTasks), shuffleId, numReducers };
  }

  /** Its first task has shown how it writes (F1). */
  override completedInfo(): StageInfo {
    const { writer } = this.shuffle;
    return writer === undefined ? super.completedInfo() : { ...super.completedInfo(), shuffleWriter: writer };
  }
}

/** Computes the action's function on the chosen partitions. */
export class ResultStage extends StageBase {
  readonly kind = "ResultTask";
  readonly job: ResultJob;

  constructor(
    id: StageId,
    rdd: RDDLineage<unknown>,
    job: ResultJob,
    parents: readonly ShuffleMapStage[],
    callSite: CallSite,
  ) {
    super(id, rdd, job.partitions.length, parents, callSite);
    this.job = job;
  }
}

export type Stage = ShuffleMapStage | ResultStage;

export function narrowAncestors(last: RDDLineage<unknown>): RDDLineage<unknown>[] {
  const seen = new Set<RDDLineage<unknown>>();
  const waiting = [last];
  for (let rdd = waiting.pop(); rdd !== undefined; rdd = waiting.pop()) {
    if (seen.has(rdd)) continue;
    seen.add(rdd);
    for (const dependency of rdd.dependencies) if (dependency.kind === "narrow") waiting.push(dependency.rdd);
  }
  return [...seen].sort((a, b) => a.id - b.id);
}

function rddInfo(rdd: RDDLineage<unknown>): RDDInfo {
  const cached = rdd.storageLevel.useMemory || rdd.storageLevel.useDisk;
  return {
    id: rdd.id,
    name: rdd.name,
    ...(rdd.scope === undefined ? {} : { scope: rdd.scope }),
    callSite: rdd.callSite.short,
    parentIds: rdd.dependencies.map((dependency) => dependency.rdd.id),
    numPartitions: rdd.numPartitions,
    cached,
    storageLevel: cached ? rdd.storageLevel.description : "",
    ...(rdd.isBarrier ? { barrier: true } : {}),
    ...(rdd.isModelled && { modelled: true as const }),
  };
}
