import type { JobProperties, JobRequest, JobRunner, MapStageRequest } from "../backend.js";
import type { JobId } from "../base/brand.js";
import type { BlockStore } from "../cluster/block-store.js";
import type { CostModel } from "../cluster/cost-model.js";
import { contextStopped, jobCancelled, onlyOnDriver } from "../errors/index.js";
import type { CallSite } from "../events/listener.js";
import type { ShuffleDependency } from "../rdd/dependency.js";
import type { MapOutputStatistics } from "../rdd/map-output-statistics.js";
import { RDDLineage } from "../rdd/rdd-lineage.js";
import { currentTask } from "../rdd/task-context.js";
import type { DAGScheduler } from "../scheduler/dag/dag-scheduler.js";
import { mapOutputStatistics } from "../scheduler/map-output-statistics.js";
import type { MapOutputTracker } from "../scheduler/map-output-tracker.js";
import type { Simulation } from "./simulation.js";

type JobEnd = (failure: Error | undefined, results: unknown[]) => void;
/** A job on its way to the DAGScheduler. */
interface Submission {
  readonly callSite: CallSite;
  readonly properties: JobProperties | undefined;
  readonly submit: () => void;
  readonly cancel: (error: Error) => void;
}

/** Driver work under way. */
interface Sleeper {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export interface SimulatedJobRunnerOptions {
  readonly simulation: Simulation;
  readonly dag: DAGScheduler;
  readonly blocks: BlockStore;
  readonly mapOutputs: MapOutputTracker;
  readonly cost: CostModel;
}

/** Submits jobs to the DAGScheduler in virtual time and gives their results to whoever waits: the simulation's JobRunner. */
export class SimulatedJobRunner implements JobRunner {
  private readonly options: SimulatedJobRunnerOptions;
  private readonly submissions: Map<number, Submission> = new Map();
  private readonly sleepers: Map<number, Sleeper> = new Map();
  private nextTicket = 0;
  /** Of what was cancelled so far: jobs that were being prepared then are not submitted. */
  private readonly cancellations: {
    readonly belongs: (properties: JobProperties) => boolean;
    readonly reason: string;
  }[] = [];
  private stopped = false;
  private readonly submit: number;
  private readonly wake: number;

  constructor(options: SimulatedJobRunnerOptions) {
    this.options = options;
    this.submit = options.simulation.register((ticket) => this.submitJob(ticket));
    this.wake = options.simulation.register((sleeper) => this.wakeUp(sleeper));
  }

  runJob<T, U>(request: JobRequest<T, U>): Promise<U[]> {
    const submit = (): Promise<U[]> =>
      new Promise<U[]>((resolve, reject) => {
        this.enqueueJob(request, (failure, results) => {
          this.options.simulation.wantTurn();
          if (failure === undefined) resolve(results as U[]);
          else reject(failure);
        });
        this.options.simulation.drive();
      });
    return this.whenLoaded(request.rdd, submit, request);
  }

  runMapStage(request: MapStageRequest): Promise<MapOutputStatistics> {
    const { shuffle } = request;
    const { mapOutputs, simulation } = this.options;
    const submit = (): Promise<MapOutputStatistics> =>
      new Promise<MapOutputStatistics>((resolve, reject) => {
        this.enqueueMapStage(request, (failure) => {
          simulation.wantTurn();
          if (failure === undefined) resolve(mapOutputStatistics(shuffle, mapOutputs.statuses(shuffle)));
          else reject(failure);
        });
        simulation.drive();
      });
    return this.whenLoaded(shuffle.rdd, submit, request);
  }

  load(rdd: RDDLineage<unknown>): Promise<void> {
    return this.whenLoaded(rdd, () => Promise.resolve(), {});
  }

  runJobNow<T, U>(request: JobRequest<T, U>): U[] {
    return this.runNow(request.rdd, request.partitions, (onEnd) => this.enqueueJob(request, onEnd)) as U[];
  }

  runMapStageNow(request: MapStageRequest): MapOutputStatistics {
    const { shuffle } = request;
    this.runNow(shuffle.rdd, undefined, (onEnd) => this.enqueueMapStage(request, onEnd));
    return mapOutputStatistics(shuffle, this.options.mapOutputs.statuses(shuffle));
  }

  /** Drives the simulation until the job that `enqueue` submits has ended. */
  private runNow(
    rdd: RDDLineage<unknown>,
    partitions: readonly number[] | undefined,
    enqueue: (onEnd: JobEnd) => void,
  ): unknown[] {
    this.assertUsable();
    for (const [source, wanted] of this.sources(rdd, partitions)) source.prepareNow(wanted);
    let ended = false;
    let error: Error | undefined;
    let output: unknown[] = [];
    enqueue((failure, results) => {
      ended = true;
      error = failure;
      output = results;
    });
    this.options.simulation.runUntil(() => ended);
    if (error !== undefined) throw error;
    return output;
  }

  async driverWork(ms: number): Promise<void> {
    this.assertUsable();
    return new Promise<void>((resolve, reject) => {
      const sleeper = this.nextTicket++;
      this.sleepers.set(sleeper, { resolve, reject });
      this.options.simulation.hold();
      this.options.simulation.after(ms, this.wake, sleeper);
      this.options.simulation.drive();
    });
  }

  /** Cancels all that runs, waits or is being prepared; every promise rejects with SPARK_JOB_CANCELLED. */
  cancelAll(reason: string): void {
    this.cancellations.push({ belongs: () => true, reason });
    const submissions = [...this.submissions.values()];
    this.submissions.clear();
    for (const { cancel, callSite } of submissions) cancel(jobCancelled("Job", reason, callSite));
    for (const { reject } of this.sleepers.values()) {
      this.options.simulation.release();
      reject(jobCancelled("Query", reason));
    }
    this.sleepers.clear();
    this.options.dag.cancelAllJobs(reason);
    this.options.simulation.wantTurn();
  }

  /** Cancels the jobs of a group, or those with a tag, that run, wait to be submitted or are being prepared (B15). */
  cancelJobs(belongs: (properties: JobProperties) => boolean, reason: string): void {
    this.cancellations.push({ belongs, reason });
    for (const [ticket, { cancel, callSite, properties }] of [...this.submissions]) {
      if (!belongs(properties ?? {})) continue;
      this.submissions.delete(ticket);
      cancel(jobCancelled("Job", reason, callSite));
    }
    this.options.dag.cancelJobs(belongs, reason);
  }

  /** Ends the application: what runs is cancelled, and nothing is accepted any more. */
  stop(reason: string): void {
    this.cancelAll(reason);
    this.stopped = true;
  }

  private assertUsable(): void {
    if (currentTask() !== undefined) throw onlyOnDriver();
    if (this.stopped) throw contextStopped();
  }

  private wakeUp(sleeper: number): void {
    const waiting = this.sleepers.get(sleeper);
    if (waiting === undefined) return; // cancelled meanwhile
    this.sleepers.delete(sleeper);
    this.options.simulation.release();
    this.options.simulation.wantTurn();
    waiting.resolve();
  }

  /**
   * Loads what a job will read and submits it, with nothing in between: a cancellation finds the one or the other.
   * @throws SPARK_JOB_CANCELLED when it was cancelled meanwhile.
   */
  private async whenLoaded<R>(
    rdd: RDDLineage<unknown>,
    submit: () => Promise<R>,
    {
      callSite,
      partitions,
      properties,
    }: Partial<Pick<JobRequest<unknown, unknown>, "callSite" | "partitions" | "properties">>,
  ): Promise<R> {
    this.assertUsable();
    const before = this.cancellations.length;
    await Promise.all(this.sources(rdd, partitions).map(([source, wanted]) => source.prepare(wanted)));
    const cancelled = this.cancellations.slice(before).find(({ belongs }) => belongs(properties ?? {}));
    if (cancelled !== undefined) throw jobCancelled("Job", cancelled.reason, callSite);
    return submit();
  }

  private enqueueJob<T, U>(request: JobRequest<T, U>, onEnd: JobEnd): void {
    const plain = request as unknown as JobRequest<unknown, unknown>;
    this.enqueue(request, onEnd, (ended) => this.options.dag.submitJob(plain, ended));
  }

  private enqueueMapStage(request: MapStageRequest, onEnd: JobEnd): void {
    this.enqueue(request, onEnd, (ended) => this.options.dag.submitMapStage(request, (failure) => ended(failure, [])));
  }

  /** Submits a job after a while; time passes until it has ended. */
  private enqueue(
    { callSite, properties, cancellation }: Pick<MapStageRequest, "callSite" | "properties" | "cancellation">,
    onEnd: JobEnd,
    submitJob: (ended: JobEnd) => JobId,
  ): void {
    const { simulation, dag, cost } = this.options;
    simulation.hold();
    const ended: JobEnd = (failure, results) => {
      simulation.release();
      onEnd(failure, results);
    };
    const cancel = (error: Error): void => ended(error, []);
    const ticket = this.nextTicket++;
    let jobId: JobId | undefined;
    const submit = (): void => {
      jobId = submitJob(ended);
    };
    this.submissions.set(ticket, { callSite, properties, submit, cancel });
    cancellation?.onCancel((reason) => {
      if (jobId !== undefined) dag.cancelJob(jobId, reason);
      else if (this.submissions.delete(ticket)) cancel(jobCancelled("Job", reason, callSite));
    });
    simulation.after(cost.jobSubmitMs, this.submit, ticket);
  }

  private submitJob(ticket: number): void {
    const submission = this.submissions.get(ticket);
    if (submission === undefined) return; // cancelled meanwhile
    this.submissions.delete(ticket);
    submission.submit();
  }

  /** The RDDs and partitions that the job will compute: not behind existing map outputs, nor behind the cache (B5, B6). */
  private sources(rdd: RDDLineage<unknown>, partitions?: readonly number[]): [RDDLineage<unknown>, number[]][] {
    if (!loadsAnything(rdd)) return [];
    const needed = new Map<RDDLineage<unknown>, Set<number>>();
    const waiting: [RDDLineage<unknown>, readonly number[]][] = [[rdd, partitions ?? range(rdd.numPartitions)]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [node, wanted] = next;
      let known = needed.get(node);
      if (known === undefined) {
        known = new Set();
        needed.set(node, known);
      }
      const fresh = wanted.filter((p) => !known.has(p) && this.options.blocks.get(node, p) === undefined);
      if (fresh.length === 0) continue;
      for (const partition of fresh) known.add(partition);
      for (const dependency of node.dependencies) {
        if (dependency.kind === "narrow") waiting.push([dependency.rdd, fresh.flatMap((p) => dependency.parents(p))]);
        else if (!this.isWritten(dependency)) {
          waiting.push([dependency.rdd, range(dependency.rdd.numPartitions)]);
        }
      }
    }
    return [...needed].map(([node, set]) => [node, [...set]]);
  }

  private isWritten(shuffle: ShuffleDependency<unknown>): boolean {
    return this.options.mapOutputs.numAvailableOutputs(shuffle) === shuffle.rdd.numPartitions;
  }
}

/**
 * Whether any RDD of the lineage has data to load; most have not, and need no list of partitions. Their number is asked for all the same:
 * what is wrong with it must come out before the job is submitted (B1).
 */
function loadsAnything(rdd: RDDLineage<unknown>): boolean {
  const { prepare, prepareNow } = RDDLineage.prototype;
  const seen = new Set<RDDLineage<unknown>>([rdd]);
  for (const node of seen) {
    void node.numPartitions;
    if (node.prepare !== prepare || node.prepareNow !== prepareNow) return true;
    for (const dependency of node.dependencies) seen.add(dependency.rdd);
  }
  return false;
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}
