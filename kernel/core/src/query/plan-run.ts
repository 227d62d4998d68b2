import type { DriverPort, JobRunner } from "../backend.js";
import type { Cancellation } from "../base/cancellation.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { KernelOptions } from "../engine/operators/index.js";
import {
  type DriverMetrics,
  type ExecutionServices,
  executePlan,
  type PlanExecution,
  type PlanState,
  type QueryJob,
  type RowRDD,
  type RunOf,
  type SQLMetrics,
  type Steps,
  step,
} from "../planner/index.js";
import { nodeName, type PhysicalPlan } from "../plans/physical/index.js";
import type { FilePort } from "../ports.js";
import type { RDDContext } from "../rdd/rdd-context.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import { operatorMemory } from "./operator-memory-conf.js";

/** One run of a physical plan, for one action. */
export class PlanRun implements PlanExecution {
  readonly run: RunOf;
  readonly state: PlanState;
  private readonly services: ExecutionServices;
  readonly metrics: SQLMetrics;

  constructor(services: ExecutionServices, run: RunOf, state: PlanState, metrics: SQLMetrics) {
    this.services = services;
    this.run = run;
    this.state = state;
    this.metrics = metrics;
  }

  get rdds(): RDDContext {
    return this.services.rdds;
  }

  get jobs(): JobRunner {
    return this.services.jobs;
  }

  get driver(): DriverPort {
    return this.services.driver;
  }

  get files(): FilePort {
    return this.services.files;
  }

  get conf(): RuntimeConfig {
    return this.services.conf;
  }

  defaultParallelism(): number {
    return this.services.defaultParallelism();
  }

  /** The same run over what another plan keeps. */
  withState(state: PlanState): PlanRun {
    return new PlanRun(this.services, this.run, state, this.metrics);
  }

  cancelledBy(cancellation: Cancellation): PlanRun {
    return new PlanRun(this.services, { ...this.run, cancellation }, this.state, this.metrics);
  }

  execute(plan: PhysicalPlan): RowRDD {
    return executePlan(plan, this);
  }

  scoped<T>(plan: PhysicalPlan, body: () => T): T {
    return this.rdds.withOperatorScope(nodeName(plan), this.run.callSite, body);
  }

  kernelOptions(plan: PhysicalPlan): KernelOptions {
    return {
      ansi: this.conf.getBoolean("spark.sql.ansi.enabled"),
      ...this.metrics.ofOperator(plan),
      memory: operatorMemory(this.conf),
    };
  }

  driverMetrics(plan: PhysicalPlan, values: DriverMetrics): void {
    this.metrics.post(plan, this.run.executionId, values);
  }

  runJob<T, U>(rdd: RDDLineage<T>, options: QueryJob<T, U>): Promise<U[]> {
    return this.jobs.runJob({ rdd, ...options, ...this.run });
  }

  job<T, U>(rdd: RDDLineage<T>, options: QueryJob<T, U>): Steps<U[]> {
    const request = { rdd, ...options, ...this.run };
    return step(
      () => this.jobs.runJob(request),
      () => this.jobs.runJobNow(request),
    );
  }
}
