import type { Bytes, ExecutorId, Millis } from "../../base/brand.js";
import type { RunDocument } from "../run.js";
import { TASK_LOCALITIES, TASK_STATUSES } from "../task-table.js";
import { type MessageSource, RANK } from "./message-source.js";
import { RowSource } from "./row-source.js";
import { Silences } from "./silences.js";
import type { SparkMessage } from "./spark-message.js";
import { END_STATES, type TaskMessageTimes } from "./task-message-times.js";

/** What of the messages about tasks somebody wants. */
export interface WantedTaskMessages {
  readonly names: ReadonlySet<string>;
  /** Of attempts on this executor only. */
  readonly executor: ExecutorId | undefined;
}

/**
 * The messages about every attempt, told by the task table: the driver sends it (LaunchTask), the executor says that it runs and how it
 * ended (StatusUpdate), the task scheduler tells the DAGScheduler (CompletionEvent).
 */
export function taskSources(
  run: RunDocument,
  times: TaskMessageTimes,
  { names, executor }: WantedTaskMessages,
): MessageSource[] {
  const { columns, length } = run.tasks;
  const words = new TaskMessages(run, times);
  const { executor: executors, launchMs, finishMs } = columns;
  const rows = rowsWhere(length, executor === undefined ? undefined : (row) => executors[row] === executor);
  const { sentMs, arrivedMs, reportedMs } = times;
  const sources: MessageSource[] = [];
  const add = (rank: number, some: Uint32Array, timeMs: ArrayLike<number>, make: (row: number) => SparkMessage): void =>
    void sources.push(new RowSource(rank, some, launchMs, timeMs, make));
  if (names.has("LaunchTask")) add(RANK.launch, rows, sentMs, (row) => words.launchTask(row));
  if (names.has("StatusUpdate")) {
    const heard = words.allAreHeard ? rows : rows.filter((row) => words.saysThatItRuns(row));
    add(RANK.running, heard, arrivedMs, (row) => words.running(row));
    add(RANK.report, rows, reportedMs, (row) => words.ended(row));
  }
  if (names.has("CompletionEvent")) add(RANK.completion, rows, finishMs, (row) => words.completed(row));
  return sources;
}

function rowsWhere(length: number, accepts: ((row: number) => boolean) | undefined): Uint32Array {
  const rows = new Uint32Array(length);
  let count = 0;
  for (let row = 0; row < length; row++) if (accepts === undefined || accepts(row)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** The messages about attempts in words. */
class TaskMessages {
  private readonly run: RunDocument;
  private readonly times: TaskMessageTimes;
  private readonly silences: Silences;
  private readonly taskBytes: ReadonlyMap<string, Bytes>;

  constructor(run: RunDocument, times: TaskMessageTimes) {
    this.run = run;
    this.times = times;
    this.silences = new Silences(run);
    this.taskBytes = new Map(
      run.stages.flatMap(({ stageId, attempt, taskBytes }) =>
        taskBytes === undefined ? [] : [[`${stageId}.${attempt}`, taskBytes] as const],
      ),
    );
  }

  launchTask(row: number): SparkMessage {
    const { columns } = this.run.tasks;
    const bytes = this.taskBytes.get(`${columns.stageId[row]}.${columns.stageAttempt[row]}`);
    const locality = TASK_LOCALITIES[columns.locality[row]!]!;
    const copy = columns.speculative[row] === 1 ? ", speculative" : "";
    return {
      timeMs: this.times.sentMs[row]!,
      from: "SchedulerBackend",
      to: `executor ${columns.executor[row]!}`,
      message: "LaunchTask",
      detail: `${this.name(row)}, ${locality}${copy}`,
      ...(bytes === undefined ? {} : { bytes }),
      taskId: this.taskId(row),
      ...(this.causeAt(row, this.times.arrivedMs[row]!) === undefined ? {} : { lost: true }),
    };
  }

  /** No executor was gone or cut off during the run. */
  get allAreHeard(): boolean {
    return this.silences.isEmpty;
  }

  /** A process that is gone says nothing. */
  saysThatItRuns(row: number): boolean {
    return this.causeAt(row, this.times.arrivedMs[row]!) !== "gone";
  }

  running(row: number): SparkMessage {
    const timeMs = this.times.arrivedMs[row]!;
    return this.statusUpdate(row, timeMs, "RUNNING", this.causeAt(row, timeMs) !== undefined);
  }

  ended(row: number): SparkMessage {
    const { columns } = this.run.tasks;
    const status = TASK_STATUSES[columns.status[row]!]!;
    const update = this.statusUpdate(row, this.times.reportedMs[row]!, END_STATES[status]!, false);
    const bytes = columns.resultBytes[row]!;
    return bytes > 0 ? { ...update, bytes } : update;
  }

  completed(row: number): SparkMessage {
    const { columns, reasons } = this.run.tasks;
    const status = TASK_STATUSES[columns.status[row]!]!;
    const reason = reasons.get(row);
    // A map task that ran again had succeeded first.
    const word = status === "Resubmitted" ? "Success" : status;
    return {
      timeMs: columns.finishMs[row]!,
      from: "TaskScheduler",
      to: "DAGScheduler",
      message: "CompletionEvent",
      detail: `${this.name(row)}: ${word}${reason === undefined ? "" : ` (${reason})`}`,
      taskId: this.taskId(row),
    };
  }

  private statusUpdate(row: number, timeMs: Millis, state: string, lost: boolean): SparkMessage {
    return {
      timeMs,
      from: `executor ${this.run.tasks.columns.executor[row]!}`,
      to: "SchedulerBackend",
      message: "StatusUpdate",
      detail: `task ${this.taskId(row)} ${state}`,
      taskId: this.taskId(row),
      ...(lost ? { lost: true } : {}),
    };
  }

  /** Why nothing got through to the executor then, besides heartbeats; undefined when it did. */
  private causeAt(row: number, timeMs: Millis): "gone" | "cut off" | undefined {
    const cause = this.silences.at(this.run.tasks.columns.executor[row]!, timeMs);
    return cause === "frozen" ? undefined : cause;
  }

  private taskId(row: number): number {
    return this.run.tasks.firstTaskId + row;
  }

  private name(row: number): string {
    const { columns } = this.run.tasks;
    const attempt = columns.attempt[row] === 0 ? "" : `, attempt ${columns.attempt[row]}`;
    const stage = `stage ${columns.stageId[row]}.${columns.stageAttempt[row]}`;
    return `task ${this.taskId(row)} (partition ${columns.partition[row]} of ${stage}${attempt})`;
  }
}
