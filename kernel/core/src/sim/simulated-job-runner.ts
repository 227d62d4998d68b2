import type { JobProperties, JobRequest, JobRunner, MapStageRequest } from "../backend.js";
import type { Bytes, JobId } from "../base/brand.js";
import type { BlockStore } from "../cluster/block-store.js";
import type { CostModel } from "../cluster/cost-model.js";
import { contextStopped, jobCancelled, onlyOnDriver, type SparkError } from "../errors/index.js";
import type { CallSite } from "../events/listener.js";
import type { ShuffleDependency } from "../rdd/dependency.js";
import type { MapOutputStatistics } from "../rdd/map-output-statistics.js";
import { RDDLineage } from "../rdd/rdd-lineage.js";
import { currentTask } from "../rdd/task-context.js";
import type { DAGScheduler } from "../scheduler/dag/dag-scheduler.js";
import { mapOutputStatistics } from "../scheduler/map-output-statistics.js";
import type { MapOutputTracker } from "../scheduler/map-output-tracker.js";
import type { SizePrecision } from "../scheduler/size-precision.js";
import type { Simulation } from "./simulation.js";
import type { TaskResultGetter } from "./task-result-getter.js";

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

const NO_JOB: JobId = -1;

export interface SimulatedJobRunnerOptions {
  readonly simulation: Simulation;
  readonly dag: DAGScheduler;
  readonly blocks: BlockStore;
  readonly mapOutputs: MapOutputTracker;
  /** How exactly maps report their sizes. */
  readonly sizePrecision: SizePrecision;
  readonly cost: CostModel;
  readonly getter: TaskResultGetter;
  /** The driver has no room for so many bytes of a job's rows, and dies. @returns what its job ends in. */
  readonly noRoomForRows: (bytes: Bytes) => Error;
}

/** What an application's jobs end in, and what comes after. */
export interface ApplicationEnd {
  /** `because SparkContext was shut down`: why its jobs are cancelled. */
  readonly reason: string;
  /** What its jobs end in instead of SPARK_JOB_CANCELLED. */
  readonly errorOf?: (() => SparkError) | undefined;
  /** What ended it, for whoever uses it afterwards; left out where a new application takes its place. */
  readonly since?: string;
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
    readonly errorOf?: (() => SparkError) | undefined;
  }[] = [];
  private ended: ApplicationEnd | undefined;
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
    const { simulation } = this.options;
    const submit = (): Promise<MapOutputStatistics> =>
      new Promise<MapOutputStatistics>((resolve, reject) => {
        this.enqueueMapStage(request, (failure) => {
          simulation.wantTurn();
          if (failure === undefined) resolve(this.statisticsOf(shuffle));
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
    return this.statisticsOf(shuffle);
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
  cancelAll(reason: string, errorOf?: () => SparkError): void {
    this.cancellations.push({ belongs: () => true, reason, errorOf });
    const submissions = [...this.submissions.values()];
    this.submissions.clear();
    for (const { cancel, callSite } of submissions) cancel(errorOf?.() ?? jobCancelled("Job", reason, callSite));
    for (const { reject } of this.sleepers.values()) {
      this.options.simulation.release();
      reject(errorOf?.() ?? jobCancelled("Query", reason));
    }
    this.sleepers.clear();
    this.options.dag.cancelAllJobs(reason, errorOf);
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

  /** Ends the application: what runs is cancelled, and nothing is accepted any more. The first end counts. */
  stop(end: ApplicationEnd): void {
    if (this.ended !== undefined) return;
    this.ended = end;
    this.cancelAll(end.reason, end.errorOf);
  }

  get isStopped(): boolean {
    return this.ended !== undefined;
  }

  /** @throws SparkError SPARK_CONTEXT_STOPPED once the application has ended */
  assertNotStopped(): void {
    if (this.ended !== undefined) throw contextStopped(this.ended.since);
  }

  private assertUsable(): void {
    if (currentTask() !== undefined) throw onlyOnDriver();
    this.assertNotStopped();
  }

  private statisticsOf(shuffle: ShuffleDependency<unknown>): MapOutputStatistics {
    const { mapOutputs, sizePrecision } = this.options;
    return mapOutputStatistics(shuffle, mapOutputs.statuses(shuffle), sizePrecision);
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
    if (cancelled !== undefined) throw cancelled.errorOf?.() ?? jobCancelled("Job", cancelled.reason, callSite);
    return submit();
  }

  private enqueueJob<T, U>(request: JobRequest<T, U>, onEnd: JobEnd): void {
    const plain = request as unknown as JobRequest<unknown, unknown>;
    const { dag, getter, noRoomForRows } = this.options;
    this.enqueue(request, onEnd, (ended) => {
      // A job without partitions is over before it has an id here.
      let jobId = NO_JOB;
      jobId = dag.submitJob(plain, (failure, results) => {
        const missing = getter.jobEnded(jobId, failure === undefined ? plain : undefined, results);
        if (missing === 0) ended(failure, results);
        else ended(noRoomForRows(missing), []);
      });
      return jobId;
    });
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
      const fresh = wanted.filter((p) => !known.has(p) && this.options.blocks.executorsOf(node, p).length === 0);
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
