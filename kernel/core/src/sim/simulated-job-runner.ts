import type { JobRequest, JobRunner, MapStageRequest } from "../backend.js";
import type { JobId } from "../base/brand.js";
import type { Cancellation } from "../base/cancellation.js";
import type { BlockStore } from "../cluster/block-store.js";
import type { CostModel } from "../cluster/cost-model.js";
import { contextStopped, jobCancelled, onlyOnDriver } from "../errors/index.js";
import type { CallSite } from "../events/listener.js";
import type { ShuffleDependency } from "../rdd/dependency.js";
import type { MapOutputStatistics } from "../rdd/map-output-statistics.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import { currentTask } from "../rdd/task-context.js";
import type { DAGScheduler } from "../scheduler/dag/dag-scheduler.js";
import { mapOutputStatistics } from "../scheduler/map-output-statistics.js";
import type { MapOutputTracker } from "../scheduler/map-output-tracker.js";
import type { Simulation } from "./simulation.js";

type JobEnd = (failure: Error | undefined, results: unknown[]) => void;
/** A job on its way to the DAGScheduler. */
interface Submission {
  readonly group: string | undefined;
  readonly callSite: CallSite;
  readonly submit: () => JobId;
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
  private cancellations = 0;
  /** By group, how often it was cancelled. */
  private readonly groupCancellations: Map<string, number> = new Map();
  private stopped = false;
  private cancelReason = "";
  private readonly submit: number;
  private readonly wake: number;

  constructor(options: SimulatedJobRunnerOptions) {
    this.options = options;
    this.submit = options.simulation.register((ticket) => this.submitJob(ticket));
    this.wake = options.simulation.register((sleeper) => this.wakeUp(sleeper));
  }

  async runJob<T, U>(request: JobRequest<T, U>): Promise<U[]> {
    await this.prepared(request.rdd, request, request.partitions);
    return new Promise<U[]>((resolve, reject) => {
      this.enqueueJob(request, (failure, results) => {
        this.options.simulation.wantTurn();
        if (failure === undefined) resolve(results as U[]);
        else reject(failure);
      });
      this.options.simulation.drive();
    });
  }

  async runMapStage(request: MapStageRequest): Promise<MapOutputStatistics> {
    const { shuffle, callSite } = request;
    const { dag, mapOutputs, simulation } = this.options;
    await this.prepared(shuffle.rdd, request);
    return new Promise<MapOutputStatistics>((resolve, reject) => {
      const onEnd = (failure: Error | undefined): void => {
        simulation.wantTurn();
        if (failure === undefined) resolve(mapOutputStatistics(shuffle, mapOutputs.statuses(shuffle)));
        else reject(failure);
      };
      const submit = (): JobId => dag.submitMapStage(request, onEnd);
      this.enqueue({ group: request.group, callSite, submit, cancel: onEnd }, request.cancellation);
      simulation.drive();
    });
  }

  async load(rdd: RDDLineage<unknown>): Promise<void> {
    await this.prepared(rdd);
  }

  runJobNow<T, U>(request: JobRequest<T, U>): U[] {
    return this.runNow(request.rdd, request.partitions, (onEnd) => this.enqueueJob(request, onEnd)) as U[];
  }

  runMapStageNow(request: MapStageRequest): MapOutputStatistics {
    const { shuffle, callSite } = request;
    const { dag, mapOutputs } = this.options;
    this.runNow(shuffle.rdd, undefined, (onEnd) => {
      const cancel = (error: Error): void => onEnd(error, []);
      const submit = (): JobId => dag.submitMapStage(request, (failure) => onEnd(failure, []));
      this.enqueue({ group: request.group, callSite, submit, cancel }, request.cancellation);
    });
    return mapOutputStatistics(shuffle, mapOutputs.statuses(shuffle));
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
      this.options.simulation.after(ms, this.wake, sleeper);
      this.options.simulation.drive();
    });
  }

  /** Cancels all that runs, waits or is being prepared; every promise rejects with SPARK_JOB_CANCELLED. */
  cancelAll(reason: string): void {
    this.cancellations++;
    this.cancelReason = reason;
    const submissions = [...this.submissions.values()];
    this.submissions.clear();
    for (const { cancel, callSite } of submissions) cancel(jobCancelled("Job", reason, callSite));
    for (const { reject } of this.sleepers.values()) reject(jobCancelled("Query", reason));
    this.sleepers.clear();
    this.options.dag.cancelAllJobs(reason);
    this.options.simulation.wantTurn();
  }

  /** Cancels the jobs of a group that run, wait to be submitted or are being prepared. */
  cancelGroup(group: string, reason: string): void {
    this.groupCancellations.set(group, (this.groupCancellations.get(group) ?? 0) + 1);
    this.cancelReason = reason;
    for (const [ticket, { cancel, callSite, group: own }] of [...this.submissions]) {
      if (own !== group) continue;
      this.submissions.delete(ticket);
      cancel(jobCancelled("Job", reason, callSite));
    }
    this.options.dag.cancelJobGroup(group, reason);
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
    this.options.simulation.wantTurn();
    waiting.resolve();
  }

  /** Loads what a job will read. @throws SPARK_JOB_CANCELLED when it was cancelled meanwhile. */
  private async prepared(
    rdd: RDDLineage<unknown>,
    { callSite, group }: Partial<Pick<MapStageRequest, "callSite" | "group">> = {},
    partitions?: readonly number[],
  ): Promise<void> {
    this.assertUsable();
    const before = this.cancellationsOf(group);
    await Promise.all(this.sources(rdd, partitions).map(([source, wanted]) => source.prepare(wanted)));
    if (this.cancellationsOf(group) !== before) throw jobCancelled("Job", this.cancelReason, callSite);
  }

  /** How often everything, or this group, was cancelled. */
  private cancellationsOf(group: string | undefined): number {
    return this.cancellations + (group === undefined ? 0 : (this.groupCancellations.get(group) ?? 0));
  }

  private enqueueJob<T, U>(request: JobRequest<T, U>, onEnd: JobEnd): void {
    const plain = request as unknown as JobRequest<unknown, unknown>;
    const { group, callSite, cancellation } = request;
    const submit = (): JobId => this.options.dag.submitJob(plain, onEnd);
    this.enqueue({ group, callSite, submit, cancel: (error) => onEnd(error, []) }, cancellation);
  }

  private enqueue(submission: Submission, cancellation: Cancellation | undefined): void {
    const ticket = this.nextTicket++;
    let jobId: JobId | undefined;
    const submit = (): JobId => {
      jobId = submission.submit();
      return jobId;
    };
    this.submissions.set(ticket, { ...submission, submit });
    cancellation?.onCancel((reason) => {
      if (jobId !== undefined) this.options.dag.cancelJob(jobId, reason);
      else if (this.submissions.delete(ticket)) submission.cancel(jobCancelled("Job", reason, submission.callSite));
    });
    this.options.simulation.after(this.options.cost.jobSubmitMs, this.submit, ticket);
  }

  private submitJob(ticket: number): void {
    const submission = this.submissions.get(ticket);
    if (submission === undefined) return; // cancelled meanwhile
    this.submissions.delete(ticket);
    submission.submit();
  }

  /** The RDDs and partitions that the job will compute: not behind existing map outputs, nor behind the cache (B5, B6). */
  private sources(rdd: RDDLineage<unknown>, partitions?: readonly number[]): [RDDLineage<unknown>, number[]][] {
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

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}
