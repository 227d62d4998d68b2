import type { TaskColumnName } from "../task-columns.js";
import { TASK_STATUSES, type TaskStatus, type TaskTable } from "../task-table.js";
import { type JsonObject, numberOf, objectOf, textOf } from "./json-fields.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");
const FAILED = TASK_STATUSES.indexOf("ExceptionFailure");

/** Writes how an attempt ended, and its metrics, into its row (I5). Times in the log are milliseconds, only the write time nanoseconds. */
export function writeTaskEnd(tasks: TaskTable, row: number, event: JsonObject): void {
  const reason = objectOf(event, "Task End Reason");
  const kind = textOf(reason, "Reason");
  const status = TASK_STATUSES.indexOf(kind as TaskStatus);
  tasks.columns.status[row] = status < 0 ? FAILED : status;
  if (status !== SUCCESS) tasks.reasons.set(row, reasonText(kind, reason));
  for (const [name, value] of metrics(objectOf(event, "Task Metrics"))) {
    if (value === 0) continue;
    tasks.use(name, value);
    tasks.columns[name][row] = value;
  }
}

/** The failure in the words of the driver's log. */
function reasonText(kind: string, reason: JsonObject): string {
  switch (kind) {
    case "ExceptionFailure":
      return `${textOf(reason, "Class Name")}: ${textOf(reason, "Description")}`;
    case "FetchFailed":
      return textOf(reason, "Message", kind);
    case "TaskKilled":
      return textOf(reason, "Kill Reason", kind);
    case "ExecutorLostFailure":
      return textOf(reason, "Loss Reason", kind);
    default:
      return kind;
  }
}

function metrics(json: JsonObject): readonly (readonly [TaskColumnName, number])[] {
  const read = objectOf(json, "Shuffle Read Metrics");
  const write = objectOf(json, "Shuffle Write Metrics");
  const input = objectOf(json, "Input Metrics");
  const output = objectOf(json, "Output Metrics");
  const remoteBytes = numberOf(read, "Remote Bytes Read");
  return [
    ["deserializeMs", numberOf(json, "Executor Deserialize Time")],
    ["runMs", numberOf(json, "Executor Run Time")],
    ["fetchWaitMs", numberOf(read, "Fetch Wait Time")],
    ["shuffleWriteMs", numberOf(write, "Shuffle Write Time") / 1e6],
    ["gcMs", numberOf(json, "JVM GC Time")],
    ["resultSerializeMs", numberOf(json, "Result Serialization Time")],
    ["inputBytes", numberOf(input, "Bytes Read")],
    ["inputRecords", numberOf(input, "Records Read")],
    ["outputBytes", numberOf(output, "Bytes Written")],
    ["outputRecords", numberOf(output, "Records Written")],
    ["shuffleReadBytes", numberOf(read, "Local Bytes Read") + remoteBytes],
    ["shuffleRemoteBytes", remoteBytes],
    ["shuffleReadRecords", numberOf(read, "Total Records Read")],
    ["shuffleWriteBytes", numberOf(write, "Shuffle Bytes Written")],
    ["shuffleWriteRecords", numberOf(write, "Shuffle Records Written")],
    ["memorySpillBytes", numberOf(json, "Memory Bytes Spilled")],
    ["diskSpillBytes", numberOf(json, "Disk Bytes Spilled")],
    ["peakMemoryBytes", numberOf(json, "Peak Execution Memory")],
    ["resultBytes", numberOf(json, "Result Size")],
  ];
}
