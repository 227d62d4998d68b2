import type { JobProperties, JobRequest, JobRunner, MapStageRequest } from "../backend.js";
import type { MapOutputStatistics } from "../rdd/map-output-statistics.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";

const DESCRIPTION = "spark.job.description";
/** By which {@link LocalProperties.setGroup} and cancelling name a group. */
export const JOB_GROUP = "spark.jobGroup.id";

/** Settings of the jobs that the program submits from now on: Spark's thread-local properties, of which a notebook has one set. */
export class LocalProperties {
  private readonly values: Map<string, string> = new Map();

  get(key: string): string | undefined {
    return this.values.get(key);
  }

  /** Without a value the property is removed. */
  set(key: string, value: string | undefined | null): void {
    if (value === undefined || value === null) this.values.delete(key);
    else this.values.set(key, value);
  }

  setGroup(id: string | undefined, description: string | undefined): void {
    this.set(JOB_GROUP, id);
    this.set(DESCRIPTION, description);
  }

  setDescription(description: string | undefined): void {
    this.set(DESCRIPTION, description);
  }

  /** What jobs carry of it. */
  get labels(): { readonly description?: string; readonly properties?: JobProperties } {
    if (this.values.size === 0) return {};
    const description = this.values.get(DESCRIPTION);
    return { properties: Object.fromEntries(this.values), ...(description !== undefined && { description }) };
  }
}

/** Gives jobs the description and the properties that the program has set; what they say themselves counts more. */
export class LabellingJobRunner implements JobRunner {
  private readonly jobs: JobRunner;
  private readonly properties: LocalProperties;

  constructor(jobs: JobRunner, properties: LocalProperties) {
    this.jobs = jobs;
    this.properties = properties;
  }

  runJob<T, U>(request: JobRequest<T, U>): Promise<U[]> {
    return this.jobs.runJob({ ...this.properties.labels, ...request });
  }

  runJobNow<T, U>(request: JobRequest<T, U>): U[] {
    return this.jobs.runJobNow({ ...this.properties.labels, ...request });
  }

  runMapStage(request: MapStageRequest): Promise<MapOutputStatistics> {
    return this.jobs.runMapStage({ ...this.properties.labels, ...request });
  }

  runMapStageNow(request: MapStageRequest): MapOutputStatistics {
    return this.jobs.runMapStageNow({ ...this.properties.labels, ...request });
  }

  load(rdd: RDDLineage<unknown>): Promise<void> {
    return this.jobs.load(rdd);
  }

  driverWork(ms: number): Promise<void> {
    return this.jobs.driverWork(ms);
  }
}
