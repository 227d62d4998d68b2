import type { JobProperties, JobRequest, JobRunner, MapStageRequest } from "../backend.js";
import type { ExecutionId } from "../base/brand.js";
import type {
  SparkListener,
  SparkListenerSQLExecutionEnd,
  SparkListenerSQLExecutionStart,
} from "../events/listener.js";
import type { MapOutputStatistics } from "../rdd/map-output-statistics.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import type { JobLabels, LocalProperties } from "./local-properties.js";

/** By which a query's jobs are known. */
export const EXECUTION_ID = "spark.sql.execution.id";

/** The parts of a request that labels have to do with. */
type Labelled = Pick<MapStageRequest, "executionId" | "description" | "properties">;

/**
 * Gives jobs the description and the properties that the program has set; what they say themselves counts more. All jobs of a query have
 * those of its start, however long it runs.
 */
export class LabellingJobRunner implements JobRunner, SparkListener {
  private readonly jobs: JobRunner;
  private readonly properties: LocalProperties;
  private readonly queries: Map<ExecutionId, JobLabels> = new Map();

  constructor(jobs: JobRunner, properties: LocalProperties) {
    this.jobs = jobs;
    this.properties = properties;
  }

  onSQLExecutionStart({ executionId }: SparkListenerSQLExecutionStart): void {
    this.queries.set(executionId, this.properties.queryLabels);
  }

  onSQLExecutionEnd({ executionId }: SparkListenerSQLExecutionEnd): void {
    this.queries.delete(executionId);
  }

  /** Queries that run, the oldest first, with what their jobs carry. */
  get running(): ReadonlyMap<ExecutionId, JobLabels> {
    return this.queries;
  }

  runJob<T, U>(request: JobRequest<T, U>): Promise<U[]> {
    return this.jobs.runJob(this.labelled(request));
  }

  runJobNow<T, U>(request: JobRequest<T, U>): U[] {
    return this.jobs.runJobNow(this.labelled(request));
  }

  runMapStage(request: MapStageRequest): Promise<MapOutputStatistics> {
    return this.jobs.runMapStage(this.labelled(request));
  }

  runMapStageNow(request: MapStageRequest): MapOutputStatistics {
    return this.jobs.runMapStageNow(this.labelled(request));
  }

  load(rdd: RDDLineage<unknown>): Promise<void> {
    return this.jobs.load(rdd);
  }

  driverWork(ms: number): Promise<void> {
    return this.jobs.driverWork(ms);
  }

  private labelled<R extends Labelled>(request: R): R {
    const { executionId } = request;
    const labels = (executionId === undefined ? undefined : this.queries.get(executionId)) ?? this.properties.labels;
    const query: JobProperties = executionId === undefined ? {} : { [EXECUTION_ID]: String(executionId) };
    const properties = { ...labels.properties, ...query, ...request.properties };
    return { ...labels, ...request, ...(Object.keys(properties).length === 0 ? {} : { properties }) };
  }
}
