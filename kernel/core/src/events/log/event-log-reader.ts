import type { AccumulatorId, ExecutorId, JobId, Millis } from "../../base/brand.js";
import type { JobCause, SparkListener, StageInfo, StageKind } from "../listener.js";
import { ListenerBus } from "../listener-bus.js";
import { TASK_LOCALITIES, type TaskLocality, TaskTable } from "../task-table.js";
import { BusyCores } from "./busy-cores.js";
import {
  asObject,
  flagOf,
  type JsonObject,
  listOf,
  numberOf,
  objectOf,
  objectsOf,
  optionalNumber,
  textOf,
} from "./json-fields.js";
import { LoggedMetrics } from "./logged-metrics.js";
import { type MetricScales, planInfo } from "./plan-info-json.js";
import { callSite, stageInfo } from "./stage-info-json.js";
import { writeTaskEnd } from "./task-end-json.js";

type Reader = (event: JsonObject) => void;

const SQL = "org.apache.spark.sql.execution.ui.";
/** The executor that is the driver itself, in a local master. */
const DRIVER = "driver";

/**
 * Reads a real event log (I): gives each line to a listener as the event that the simulation would have given it, so that a log looks to
 * every view like a simulated run. Times count from the start of the application. Events that we have no use for are passed over, and so are
 * fields that a version of Spark does not write; a line that is no JSON, as a log that is still written may end with, is counted.
 *
 * @example
 * const store = new RunStore();
 * store.startRun();
 * const reader = new EventLogReader(store);
 * for (const line of ['{"Event":"SparkListenerLogStart","Spark Version":"4.3.0"}']) reader.line(line);
 * reader.sparkVersion; // "4.3.0"
 */
export class EventLogReader {
  /** Of the cluster that wrote the log. */
  sparkVersion = "";
  /** Lines that could not be read. */
  damagedLines = 0;
  private readonly bus: ListenerBus = new ListenerBus();
  private readonly readers: ReadonlyMap<string, Reader>;
  private originMs: number | undefined;
  private tasks: TaskTable | undefined;
  private readonly rowOf: Map<number, number> = new Map();
  private readonly executorIds: Map<string, ExecutorId> = new Map();
  private readonly cores: BusyCores = new BusyCores();
  private readonly scales: MetricScales = new Map();
  private readonly metrics: LoggedMetrics = new LoggedMetrics(this.scales);
  /** Kinds of stages as far as known: a stage with children writes a shuffle, a task says what its stage is. */
  private readonly kinds: Map<number, StageKind> = new Map();

  constructor(listener: SparkListener) {
    this.bus.add(listener);
    this.readers = new Map(this.eventReaders());
  }

  /** Reads one line of the log. */
  line(text: string): void {
    if (text.trim() === "") return;
    let event: JsonObject;
    try {
      event = asObject(JSON.parse(text));
    } catch {
      this.damagedLines++;
      return;
    }
    this.readers.get(textOf(event, "Event"))?.(event);
  }

  private eventReaders(): readonly (readonly [string, Reader])[] {
    return [
      ["SparkListenerLogStart", (event) => this.logStart(event)],
      ["SparkListenerApplicationStart", (event) => this.applicationStart(event)],
      ["SparkListenerEnvironmentUpdate", (event) => this.environmentUpdate(event)],
      ["SparkListenerExecutorAdded", (event) => this.executorAdded(event)],
      ["SparkListenerExecutorRemoved", (event) => this.executorRemoved(event)],
      ["SparkListenerJobStart", (event) => this.jobStart(event)],
      ["SparkListenerJobEnd", (event) => this.jobEnd(event)],
      ["SparkListenerStageSubmitted", (event) => this.stageSubmitted(event)],
      ["SparkListenerStageCompleted", (event) => this.stageCompleted(event)],
      ["SparkListenerTaskStart", (event) => this.taskStart(event)],
      ["SparkListenerTaskEnd", (event) => this.taskEnd(event)],
      ["SparkListenerUnpersistRDD", (event) => this.bus.post("onUnpersistRDD", { rddId: numberOf(event, "RDD ID") })],
      [`${SQL}SparkListenerSQLExecutionStart`, (event) => this.sqlStart(event)],
      [`${SQL}SparkListenerSQLAdaptiveExecutionUpdate`, (event) => this.sqlUpdate(event)],
      [`${SQL}SparkListenerSQLExecutionEnd`, (event) => this.sqlEnd(event)],
      [`${SQL}SparkListenerDriverAccumUpdates`, (event) => this.driverUpdates(event)],
    ];
  }

  private logStart(event: JsonObject): void {
    this.sparkVersion = textOf(event, "Spark Version");
  }

  private applicationStart(event: JsonObject): void {
    this.bus.post("onApplicationStart", {
      appId: textOf(event, "App ID"),
      appName: textOf(event, "App Name"),
      sparkVersion: this.sparkVersion,
      timeMs: this.time(event, "Timestamp"),
    });
  }

  private environmentUpdate(event: JsonObject): void {
    const properties = Object.entries(objectOf(event, "Spark Properties"));
    const sparkProperties = Object.fromEntries(properties.map(([key, value]) => [key, String(value)]));
    this.bus.post("onEnvironmentUpdate", { sparkProperties });
  }

  private executorAdded(event: JsonObject): void {
    const info = objectOf(event, "Executor Info");
    const executorId = this.executorId(textOf(event, "Executor ID"));
    const cores = numberOf(info, "Total Cores");
    this.cores.added(executorId, cores);
    this.bus.post("onExecutorAdded", {
      timeMs: this.time(event, "Timestamp"),
      executorId,
      host: textOf(info, "Host"),
      cores,
      memoryBytes: 0,
    });
  }

  private executorRemoved(event: JsonObject): void {
    this.bus.post("onExecutorRemoved", {
      timeMs: this.time(event, "Timestamp"),
      executorId: this.executorId(textOf(event, "Executor ID")),
      reason: textOf(event, "Removed Reason"),
    });
  }

  private jobStart(event: JsonObject): void {
    const infos = objectsOf(event, "Stage Infos");
    for (const info of infos) {
      for (const parent of listOf(info, "Parent IDs")) {
        if (typeof parent === "number") this.kinds.set(parent, "ShuffleMapTask");
      }
    }
    const stages = infos.map((info) => this.stage(info)).sort((a, b) => a.stageId - b.stageId);
    const properties = objectOf(event, "Properties");
    const executionId = optionalNumber(properties, "spark.sql.execution.id");
    const description = textOf(properties, "spark.job.description");
    const final = stages.at(-1);
    this.bus.post("onJobStart", {
      jobId: numberOf(event, "Job ID"),
      timeMs: this.time(event, "Submission Time"),
      stages,
      callSite: callSite(textOf(properties, "callSite.short", final?.name ?? "")),
      cause: causeOf(description),
      ...(executionId === undefined ? {} : { executionId }),
      ...(description === "" ? {} : { description }),
    });
  }

  private jobEnd(event: JsonObject): void {
    const result = objectOf(event, "Job Result");
    const jobId: JobId = numberOf(event, "Job ID");
    const timeMs = this.time(event, "Completion Time");
    if (textOf(result, "Result") === "JobSucceeded") this.bus.post("onJobEnd", { jobId, timeMs });
    else {
      const failure = textOf(objectOf(result, "Exception"), "Message", "the job failed");
      this.bus.post("onJobEnd", { jobId, timeMs, failure });
    }
  }

  private stageSubmitted(event: JsonObject): void {
    const info = objectOf(event, "Stage Info");
    this.bus.post("onStageSubmitted", { stage: this.stage(info), timeMs: this.time(info, "Submission Time") });
  }

  private stageCompleted(event: JsonObject): void {
    const info = objectOf(event, "Stage Info");
    const failureReason = textOf(info, "Failure Reason");
    this.bus.post("onStageCompleted", {
      stage: this.stage(info),
      submittedMs: this.time(info, "Submission Time"),
      timeMs: this.time(info, "Completion Time"),
      ...(failureReason === "" ? {} : { failureReason }),
      accumulables: this.metrics.takeStage(info),
    });
  }

  private taskStart(event: JsonObject): void {
    const info = objectOf(event, "Task Info");
    this.tasks ??= this.newTable(numberOf(info, "Task ID"));
    const { tasks } = this;
    const row = tasks.append();
    this.rowOf.set(numberOf(info, "Task ID"), row);
    for (const name of ["stageAttempt", "attempt", "locality", "speculative"] as const) tasks.use(name);
    const { columns } = tasks;
    const executor = this.executorId(textOf(info, "Executor ID"));
    columns.stageId[row] = numberOf(event, "Stage ID");
    columns.stageAttempt[row] = numberOf(event, "Stage Attempt ID");
    // Logs of old versions lack the partition; a first attempt's index is the same.
    columns.partition[row] = numberOf(info, "Partition ID", numberOf(info, "Index"));
    columns.attempt[row] = numberOf(info, "Attempt");
    columns.executor[row] = executor;
    columns.core[row] = this.cores.take(executor, row);
    columns.locality[row] = Math.max(0, TASK_LOCALITIES.indexOf(textOf(info, "Locality") as TaskLocality));
    columns.speculative[row] = flagOf(info, "Speculative") ? 1 : 0;
    columns.launchMs[row] = this.time(info, "Launch Time");
    this.bus.taskStart(tasks, row);
  }

  private taskEnd(event: JsonObject): void {
    const kind = textOf(event, "Task Type");
    if (kind === "ShuffleMapTask" || kind === "ResultTask") this.kinds.set(numberOf(event, "Stage ID"), kind);
    this.metrics.taskEnd(event);
    const info = objectOf(event, "Task Info");
    const row = this.rowOf.get(numberOf(info, "Task ID"));
    const { tasks } = this;
    if (row === undefined || tasks === undefined) return; // its start was before the log began
    const { columns } = tasks;
    const hadEnded = !Number.isNaN(columns.finishMs[row]!);
    writeTaskEnd(tasks, row, event);
    columns.finishMs[row] = this.time(info, "Finish Time");
    const gettingResult = numberOf(info, "Getting Result Time");
    if (gettingResult > 0) tasks.use("gettingResultMs");
    if (gettingResult > 0) tasks.columns.gettingResultMs[row] = numberOf(info, "Finish Time") - gettingResult;
    // `Resubmitted` comes as a second end of a task that has ended long ago.
    if (!hadEnded) {
      const core = columns.core[row]!;
      const moved = this.cores.release(columns.executor[row]!, core);
      if (moved !== undefined) columns.core[moved] = core;
    }
    this.bus.taskEnd(tasks, row);
  }

  private sqlStart(event: JsonObject): void {
    const description = textOf(event, "description");
    this.bus.post("onSQLExecutionStart", {
      executionId: numberOf(event, "executionId"),
      description,
      callSite: callSite(description),
      timeMs: this.time(event, "time"),
      physicalPlanDescription: textOf(event, "physicalPlanDescription"),
      sparkPlanInfo: planInfo(objectOf(event, "sparkPlanInfo"), this.scales),
    });
  }

  private sqlUpdate(event: JsonObject): void {
    this.bus.post("onSQLAdaptiveExecutionUpdate", {
      executionId: numberOf(event, "executionId"),
      physicalPlanDescription: textOf(event, "physicalPlanDescription"),
      sparkPlanInfo: planInfo(objectOf(event, "sparkPlanInfo"), this.scales),
    });
  }

  private sqlEnd(event: JsonObject): void {
    this.bus.post("onSQLExecutionEnd", {
      executionId: numberOf(event, "executionId"),
      timeMs: this.time(event, "time"),
      errorMessage: textOf(event, "errorMessage"),
    });
  }

  private driverUpdates(event: JsonObject): void {
    const updates = listOf(event, "accumUpdates").flatMap((pair) =>
      Array.isArray(pair) && typeof pair[0] === "number" && typeof pair[1] === "number"
        ? [this.metric(pair[0], pair[1])]
        : [],
    );
    const byId = new Map<AccumulatorId, number[]>();
    for (const [id, value] of updates) byId.set(id, [...(byId.get(id) ?? []), value]);
    this.bus.post("onDriverAccumUpdates", { executionId: numberOf(event, "executionId"), updates: byId });
  }

  private metric(id: AccumulatorId, value: number): readonly [AccumulatorId, number] {
    return [id, value * (this.scales.get(id) ?? 1)];
  }

  private stage(info: JsonObject): StageInfo {
    return stageInfo(info, this.kinds.get(numberOf(info, "Stage ID")) ?? "ResultTask");
  }

  /** A new table for the attempts, once the first one starts. */
  private newTable(firstTaskId: number): TaskTable {
    const tasks = new TaskTable(undefined, firstTaskId);
    this.bus.taskTable(tasks);
    return tasks;
  }

  /** Executors are numbered; the driver of a local master, which runs tasks itself, is number 0. */
  private executorId(text: string): ExecutorId {
    const known = this.executorIds.get(text);
    if (known !== undefined) return known;
    const number = text === DRIVER ? 0 : Number(text);
    const id = Number.isSafeInteger(number) && number >= 0 ? number : this.executorIds.size;
    this.executorIds.set(text, id);
    return id;
  }

  /** Milliseconds since the application's first event with a time. */
  private time(event: JsonObject, field: string): Millis {
    const epochMs = numberOf(event, field, this.originMs ?? 0);
    this.originMs ??= epochMs;
    return epochMs - this.originMs;
  }
}

/** A log has no causes, only what Spark writes into a job's description. */
function causeOf(description: string): JobCause {
  return description.startsWith("broadcast exchange") ? "broadcast" : "action";
}
