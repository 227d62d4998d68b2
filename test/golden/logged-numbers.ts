/** An event as Spark writes it: the fields that are counted here, of all kinds of events. */
interface LoggedEvent {
  readonly Event: string;
  readonly Timestamp?: number;
  readonly "Job ID"?: number;
  readonly "Submission Time"?: number;
  readonly "Completion Time"?: number;
  readonly "Job Result"?: { readonly Result: string };
  readonly "Stage IDs"?: readonly number[];
  readonly Properties?: Readonly<Record<string, string>>;
  readonly "Stage Infos"?: readonly LoggedStage[];
  readonly "Stage Info"?: LoggedStage;
  readonly "Stage ID"?: number;
  readonly "Stage Attempt ID"?: number;
  readonly "Task Info"?: {
    readonly "Launch Time": number;
    readonly Speculative: boolean;
    readonly Accumulables: readonly LoggedUpdate[];
  };
  readonly "Task End Reason"?: { readonly Reason: string };
  readonly "Task Metrics"?: LoggedMetrics;
  readonly "Executor ID"?: string;
  readonly "Executor Info"?: { readonly Host: string; readonly "Total Cores": number };
  readonly "Removed Reason"?: string;
  readonly executionId?: number;
  readonly time?: number;
  readonly description?: string;
  readonly errorMessage?: string | null;
  readonly sparkPlanInfo?: LoggedPlan;
  readonly accumUpdates?: readonly (readonly [number, number])[];
}
interface LoggedStage {
  readonly "Stage ID": number;
  readonly "Stage Attempt ID": number;
  readonly "Number of Tasks": number;
  readonly "Failure Reason"?: string;
}
interface LoggedUpdate {
  readonly ID: number;
  readonly Update?: number | string;
  readonly Metadata?: string;
}
interface LoggedMetrics {
  readonly "Memory Bytes Spilled": number;
  readonly "Disk Bytes Spilled": number;
  readonly "Shuffle Read Metrics": Readonly<Record<string, number>>;
  readonly "Shuffle Write Metrics": Readonly<Record<string, number>>;
  readonly "Input Metrics": Readonly<Record<string, number>>;
  readonly "Output Metrics": Readonly<Record<string, number>>;
}
interface LoggedPlan {
  readonly nodeName: string;
  readonly children: readonly LoggedPlan[];
  readonly metrics: readonly { readonly name: string; readonly accumulatorId: number }[];
}

export interface LoggedJob {
  readonly jobId: number;
  readonly stageIds: readonly number[];
  readonly startMs: number;
  endMs?: number;
  failed: boolean;
}
export interface LoggedAttempt {
  readonly tasks: number;
  status: "active" | "complete" | "failed";
  started: number;
  /** Sums over its successful tasks. */
  readonly sums: Record<(typeof SUMMED)[number], number>;
}
export interface LoggedExecutor {
  readonly host: string;
  readonly cores: number;
  readonly addedMs: number;
  removedMs?: number;
  removedReason?: string;
}
export interface LoggedQuery {
  readonly executionId: number;
  readonly description: string;
  readonly startMs: number;
  endMs?: number;
  failed: boolean;
  plan: LoggedPlan;
  updates: number;
  /** Stages of its jobs: only what these added counts, though a cached plan has the metrics of the query that filled the cache as well. */
  readonly stageIds: Set<number>;
  readonly fromDriver: Map<number, number>;
}

/** What is summed, by the names that our totals have. */
export const SUMMED = [
  "inputBytes",
  "inputRecords",
  "outputBytes",
  "outputRecords",
  "shuffleReadBytes",
  "shuffleReadRecords",
  "shuffleWriteBytes",
  "shuffleWriteRecords",
  "memorySpillBytes",
  "diskSpillBytes",
] as const;

/** What a log says, counted by hand, event by event: the reader of the product has no part in it. */
export class LoggedNumbers {
  readonly jobs: LoggedJob[] = [];
  /** By `id.attempt`; those that were submitted. */
  readonly attempts: Map<string, LoggedAttempt> = new Map();
  /** Every stage that a job lists, ran or not. */
  readonly listed: Set<number> = new Set();
  readonly executors: LoggedExecutor[] = [];
  readonly queries: LoggedQuery[] = [];
  /** Ends of attempts by their reason; a task whose output is lost later ends twice. */
  readonly ends: Record<string, number> = {};
  started = 0;
  speculative = 0;
  /** What the tasks of a stage added to each metric of a plan. */
  private readonly stageMetrics: Map<number, Map<number, number>> = new Map();
  private readonly byName: Map<string, LoggedExecutor> = new Map();
  private originMs: number | undefined;

  add(line: string): void {
    const event = JSON.parse(line) as LoggedEvent;
    this.readers[event.Event.split(".").at(-1)!]?.(event);
  }

  /** The value of a metric in a query. */
  metric({ stageIds, fromDriver }: LoggedQuery, id: number): number {
    let sum = fromDriver.get(id) ?? 0;
    for (const stageId of stageIds) sum += this.stageMetrics.get(stageId)?.get(id) ?? 0;
    return sum;
  }

  private readonly readers: Readonly<Record<string, (event: LoggedEvent) => void>> = {
    SparkListenerApplicationStart: (event) => void this.time(event.Timestamp!),
    SparkListenerExecutorAdded: (event) => {
      const { Host: host, "Total Cores": cores } = event["Executor Info"]!;
      const executor = { host, cores, addedMs: this.time(event.Timestamp!) };
      this.executors.push(executor);
      this.byName.set(event["Executor ID"]!, executor);
    },
    SparkListenerExecutorRemoved: (event) => {
      const executor = this.byName.get(event["Executor ID"]!)!;
      executor.removedMs = this.time(event.Timestamp!);
      executor.removedReason = event["Removed Reason"]!;
    },
    SparkListenerJobStart: (event) => {
      const stageIds = [...event["Stage IDs"]!].sort((a, b) => a - b);
      const executionId = Number(event.Properties?.["spark.sql.execution.id"]);
      const query = this.queries.find((each) => each.executionId === executionId);
      for (const id of stageIds) {
        this.listed.add(id);
        query?.stageIds.add(id);
      }
      this.jobs.push({
        jobId: event["Job ID"]!,
        stageIds,
        startMs: this.time(event["Submission Time"]!),
        failed: false,
      });
    },
    SparkListenerJobEnd: (event) => {
      const job = this.jobs.find(({ jobId }) => jobId === event["Job ID"])!;
      job.endMs = this.time(event["Completion Time"]!);
      job.failed = event["Job Result"]!.Result !== "JobSucceeded";
    },
    SparkListenerStageSubmitted: ({ "Stage Info": stage }) => {
      const sums = Object.fromEntries(SUMMED.map((name) => [name, 0])) as LoggedAttempt["sums"];
      this.attempts.set(keyOf(stage!), { tasks: stage!["Number of Tasks"], status: "active", started: 0, sums });
    },
    SparkListenerStageCompleted: ({ "Stage Info": stage }) => {
      this.attempts.get(keyOf(stage!))!.status = stage!["Failure Reason"] === undefined ? "complete" : "failed";
    },
    SparkListenerTaskStart: (event) => {
      this.started++;
      if (event["Task Info"]!.Speculative) this.speculative++;
      this.attempts.get(`${event["Stage ID"]}.${event["Stage Attempt ID"]}`)!.started++;
    },
    SparkListenerTaskEnd: (event) => this.taskEnd(event),
    SparkListenerSQLExecutionStart: (event) => {
      const { executionId, description, time, sparkPlanInfo } = event;
      this.queries.push({
        executionId: executionId!,
        description: description!,
        startMs: this.time(time!),
        failed: false,
        plan: sparkPlanInfo!,
        updates: 0,
        stageIds: new Set(),
        fromDriver: new Map(),
      });
    },
    SparkListenerSQLAdaptiveExecutionUpdate: (event) => {
      const query = this.query(event);
      query.plan = event.sparkPlanInfo!;
      query.updates++;
    },
    SparkListenerSQLExecutionEnd: (event) => {
      const query = this.query(event);
      query.endMs = this.time(event.time!);
      query.failed = (event.errorMessage ?? "") !== "";
    },
    SparkListenerDriverAccumUpdates: (event) => {
      const { fromDriver } = this.query(event);
      for (const [id, value] of event.accumUpdates!) fromDriver.set(id, (fromDriver.get(id) ?? 0) + value);
    },
  };

  private taskEnd(event: LoggedEvent): void {
    const { Reason: reason } = event["Task End Reason"]!;
    this.ends[reason] = (this.ends[reason] ?? 0) + 1;
    if (reason !== "Success") return;
    const metrics = this.stageMetrics.get(event["Stage ID"]!) ?? new Map<number, number>();
    this.stageMetrics.set(event["Stage ID"]!, metrics);
    for (const { ID, Update, Metadata } of event["Task Info"]!.Accumulables) {
      if (Metadata === "sql") metrics.set(ID, (metrics.get(ID) ?? 0) + Number(Update));
    }
    const json = event["Task Metrics"]!;
    const [input, output] = [json["Input Metrics"], json["Output Metrics"]];
    const [read, write] = [json["Shuffle Read Metrics"], json["Shuffle Write Metrics"]];
    const { sums } = this.attempts.get(`${event["Stage ID"]}.${event["Stage Attempt ID"]}`)!;
    sums.inputBytes += input["Bytes Read"]!;
    sums.inputRecords += input["Records Read"]!;
    sums.outputBytes += output["Bytes Written"]!;
    sums.outputRecords += output["Records Written"]!;
    sums.shuffleReadBytes += read["Local Bytes Read"]! + read["Remote Bytes Read"]!;
    sums.shuffleReadRecords += read["Total Records Read"]!;
    sums.shuffleWriteBytes += write["Shuffle Bytes Written"]!;
    sums.shuffleWriteRecords += write["Shuffle Records Written"]!;
    sums.memorySpillBytes += json["Memory Bytes Spilled"];
    sums.diskSpillBytes += json["Disk Bytes Spilled"];
  }

  private query(event: LoggedEvent): LoggedQuery {
    return this.queries.find(({ executionId }) => executionId === event.executionId)!;
  }

  /** Since the first event that has a time. */
  private time(epochMs: number): number {
    this.originMs ??= epochMs;
    return epochMs - this.originMs;
  }
}

/** All operators of a plan, each before its children. */
export function operatorsOf(plan: LoggedPlan): readonly LoggedPlan[] {
  return [plan, ...plan.children.flatMap(operatorsOf)];
}

function keyOf(stage: LoggedStage): string {
  return `${stage["Stage ID"]}.${stage["Stage Attempt ID"]}`;
}
