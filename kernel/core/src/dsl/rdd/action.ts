import type { JobRequest, JobRunner } from "../../backend.js";
import type { RuntimeConfig } from "../../conf/runtime-config.js";
import type { CallSite } from "../../events/listener.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { serializedSize } from "../../rdd/serialized-size.js";
import type { SparkContext } from "../spark-context.js";

/** An action under way: what its jobs and the RDDs that it makes have in common. */
export class Action {
  readonly callSite: CallSite;
  readonly jobs: JobRunner;
  readonly conf: RuntimeConfig;
  private readonly method: string;

  constructor(sparkContext: SparkContext, method: string) {
    this.method = method;
    this.callSite = sparkContext.callSite(method);
    this.jobs = sparkContext.jobs;
    this.conf = sparkContext.conf;
  }

  /** A lineage made in the action's scope (A16). */
  scoped<U>(lineage: RDDLineage<unknown>, make: () => RDDLineage<U>): RDDLineage<U> {
    return lineage.context.withScope(this.method, this.callSite, make);
  }

  /** One job: a function of each partition's rows. */
  run<T, U>(
    rdd: RDDLineage<T>,
    task: JobRequest<T, U>["task"],
    partitions?: readonly number[],
    closureBytes = 0,
  ): Promise<U[]> {
    return this.jobs.runJob({
      rdd,
      task,
      callSite: this.callSite,
      cause: "action",
      ...(partitions !== undefined && { partitions }),
      ...(closureBytes > 0 && { closureBytes }),
    });
  }

  /** One job that brings all rows of the partitions to the driver. */
  async collect<T>(rdd: RDDLineage<T>, partitions?: readonly number[]): Promise<T[]> {
    const results = await this.jobs.runJob({
      rdd,
      task: (rows: Iterable<T>) => [...rows],
      callSite: this.callSite,
      cause: "action",
      resultBytes: sizeOfAll,
      ...(partitions === undefined ? {} : { partitions }),
    });
    return results.flat(1) as T[];
  }
}

function sizeOfAll(rows: readonly unknown[]): number {
  return rows.reduce<number>((sum, row) => sum + serializedSize(row), 0);
}
