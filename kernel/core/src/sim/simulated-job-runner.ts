import type { JobRequest, JobRunner } from "../backend.js";
import type { BlockStore } from "../cluster/block-store.js";
import type { CostModel } from "../cluster/cost-model.js";
import { jobCancelled, onlyOnDriver } from "../errors/index.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import { currentTask } from "../rdd/task-context.js";
import type { DAGScheduler } from "../scheduler/dag/dag-scheduler.js";
import type { MapOutputTracker } from "../scheduler/map-output-tracker.js";
import type { Simulation } from "./simulation.js";

type JobEnd = (failure: Error | undefined, results: unknown[]) => void;
interface Submission {
  readonly request: JobRequest<unknown, unknown>;
  readonly onEnd: JobEnd;
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
  private cancelReason = "";
  private readonly submit: number;
  private readonly wake: number;

  constructor(options: SimulatedJobRunnerOptions) {
    this.options = options;
    this.submit = options.simulation.register((ticket) => this.submitJob(ticket));
    this.wake = options.simulation.register((sleeper) => this.wakeUp(sleeper));
  }

  async runJob<T, U>(request: JobRequest<T, U>): Promise<U[]> {
    const before = this.cancellations;
    await Promise.all(this.sources(request).map(([rdd, partitions]) => rdd.prepare(partitions)));
    if (this.cancellations !== before) throw jobCancelled("Job", this.cancelReason, request.callSite);
    return new Promise<U[]>((resolve, reject) => {
      this.enqueue(request, (failure, results) => {
        this.options.simulation.wantTurn();
        if (failure === undefined) resolve(results as U[]);
        else reject(failure);
      });
      this.options.simulation.drive();
    });
  }

  runJobNow<T, U>(request: JobRequest<T, U>): U[] {
    if (currentTask() !== undefined) throw onlyOnDriver();
    for (const [rdd, partitions] of this.sources(request)) rdd.prepareNow(partitions);
    let ended = false;
    let error: Error | undefined;
    let output: unknown[] = [];
    this.enqueue(request, (failure, results) => {
      ended = true;
      error = failure;
      output = results;
    });
    this.options.simulation.runUntil(() => ended);
    if (error !== undefined) throw error;
    return output as U[];
  }

  driverWork(ms: number): Promise<void> {
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
    for (const { onEnd, request } of submissions) onEnd(jobCancelled("Job", reason, request.callSite), []);
    for (const { reject } of this.sleepers.values()) reject(jobCancelled("Query", reason));
    this.sleepers.clear();
    this.options.dag.cancelAllJobs(reason);
    this.options.simulation.wantTurn();
  }

  private wakeUp(sleeper: number): void {
    const waiting = this.sleepers.get(sleeper);
    if (waiting === undefined) return; // cancelled meanwhile
    this.sleepers.delete(sleeper);
    this.options.simulation.wantTurn();
    waiting.resolve();
  }

  private enqueue<T, U>(request: JobRequest<T, U>, onEnd: JobEnd): void {
    const ticket = this.nextTicket++;
    this.submissions.set(ticket, { request: request as unknown as JobRequest<unknown, unknown>, onEnd });
    this.options.simulation.after(this.options.cost.jobSubmitMs, this.submit, ticket);
  }

  private submitJob(ticket: number): void {
    const submission = this.submissions.get(ticket);
    if (submission === undefined) return; // cancelled meanwhile
    this.submissions.delete(ticket);
    this.options.dag.submitJob(submission.request, submission.onEnd);
  }

  /** The RDDs and partitions that the job will compute: not behind existing map outputs, nor behind the cache (B5, B6). */
  private sources<T, U>({ rdd, partitions }: JobRequest<T, U>): [RDDLineage<unknown>, number[]][] {
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
        else if (!this.isWritten(dependency.shuffleId, dependency.rdd.numPartitions)) {
          waiting.push([dependency.rdd, range(dependency.rdd.numPartitions)]);
        }
      }
    }
    return [...needed].map(([node, set]) => [node, [...set]]);
  }

  private isWritten(shuffleId: number, numMaps: number): boolean {
    return this.options.mapOutputs.numAvailableOutputs(shuffleId) === numMaps;
  }
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}
