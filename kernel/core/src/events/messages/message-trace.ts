import { nearestNames } from "../../base/nearest-name.js";
import { SparkError } from "../../errors/spark-error.js";
import type { RunDocument } from "../run.js";
import { COMPONENTS } from "./component.js";
import { controlSources } from "./control-source.js";
import { type FoldedMessage, foldMessages } from "./folded-message.js";
import { heartbeatSources } from "./heartbeat-source.js";
import { CONTROL_MESSAGES, type MessageName, TASK_MESSAGES } from "./message-kinds.js";
import { type MessageSource, mergeSources } from "./message-source.js";
import type { RunMessages } from "./run-messages.js";
import type { SparkMessage, TraceFilter } from "./spark-message.js";
import { TaskMessageTimes } from "./task-message-times.js";
import { taskSources } from "./task-source.js";
import { traceText } from "./trace-text.js";

const NO_MESSAGES: RunMessages = {
  times: { dispatchMs: 0, launchMs: 0, reportMs: 0, heartbeatMs: 0 },
  sent: [],
  totals: {},
  silences: [],
};
const KINDS = { ...CONTROL_MESSAGES, ...TASK_MESSAGES };
const NAMES: readonly MessageName[] = Object.keys(KINDS) as MessageName[];

/**
 * What the parts of Spark said to one another in a run, in order of time. Messages are made when they are read, so a trace of a
 * million tasks costs nothing until then; reading it again makes them again.
 *
 * @example
 * await sc.parallelize([1, 2, 3, 4], 2).count(); // 4
 * const trace = spark.lastRun.trace({ component: "executor" });
 * trace.first(2).map(({ to, message }) => `${message} to ${to}`); // ["LaunchTask to executor 0", "LaunchTask to executor 1"]
 */
export class MessageTrace implements Iterable<SparkMessage> {
  private readonly run: RunDocument;
  private readonly messages: RunMessages;
  private readonly filter: TraceFilter;
  private readonly names: ReadonlySet<string>;

  /** @throws SparkError INVALID_TRACE_FILTER for a component or message that there is not. */
  constructor(run: RunDocument, filter: TraceFilter = {}) {
    checkFilter(run, filter);
    this.run = run;
    this.messages = run.messages ?? NO_MESSAGES;
    this.filter = filter;
    this.names = new Set(NAMES.filter((name) => mayMatch(name, filter)));
  }

  /** The number of its run in the application. */
  get runId(): number {
    return this.run.runId;
  }

  *[Symbol.iterator](): Generator<SparkMessage> {
    yield* this.take(this.filter.limit ?? Number.POSITIVE_INFINITY);
  }

  /** Number of messages. */
  get length(): number {
    const { sinceMs, untilMs, limit } = this.filter;
    let count = 0;
    if (sinceMs === undefined && untilMs === undefined) {
      for (const source of this.sources()) count += source.count();
      return Math.min(count, limit ?? count);
    }
    for (const _ of this) count++;
    return count;
  }

  /** The first messages, all when no number is given. */
  first(count: number = Number.POSITIVE_INFINITY): SparkMessage[] {
    return [...this.take(count)];
  }

  /**
   * Messages of control that were sent and not kept, since there were many of their kind: the trace has only the first of those. Messages
   * about tasks are always there.
   */
  get notKept(): number {
    const { totals, sent } = this.messages;
    return Object.values(totals).reduce((sum, count) => sum + count, 0) - sent.length;
  }

  /** How many of each message there are, most frequent first. */
  counts(): Partial<Record<MessageName, number>> {
    const counts = new Map<MessageName, number>();
    for (const { message } of this) counts.set(message, (counts.get(message) ?? 0) + 1);
    return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
  }

  /** The trace with what every task and every executor says folded: a wave of tasks is one entry for each kind of message. */
  folded(): Iterable<FoldedMessage> {
    return foldMessages(this);
  }

  /** Who says what to whom, a line each; folded when there are many. */
  toString(): string {
    return traceText(this);
  }

  /** Reads at most so many, and no more than the trace has. */
  *take(count: number): Generator<SparkMessage> {
    const { sinceMs = Number.NEGATIVE_INFINITY, untilMs = Number.POSITIVE_INFINITY, limit } = this.filter;
    let left = Math.min(count, limit ?? Number.POSITIVE_INFINITY);
    if (!(left > 0)) return;
    for (const message of mergeSources(this.sources())) {
      if (message.timeMs > untilMs) return;
      if (message.timeMs < sinceMs) continue;
      yield message;
      if (--left <= 0) return;
    }
  }

  /** Sources of all messages that match, whatever their time. */
  private sources(): MessageSource[] {
    const { run, messages, names } = this;
    const { component, from, to } = this.filter;
    const [executor, other] = new Set([component, from, to].flatMap((end) => executorIn(end)));
    // No message is about two executors.
    if (other !== undefined) return [];
    const times = new TaskMessageTimes(run.tasks, messages.times);
    const sent = messages.sent.filter(
      ([, name, about]) => names.has(name) && (executor === undefined || about === executor),
    );
    return [
      ...taskSources(run, times, { names, executor }),
      ...heartbeatSources(run, messages, { names, executor }),
      ...controlSources(sent, (taskId) => times.beganMs(taskId)),
    ];
  }
}

/** Whether messages of a name can pass a filter at all. */
function mayMatch(name: MessageName, { component, from, to, message }: TraceFilter): boolean {
  const kind = KINDS[name];
  if (message !== undefined && !(typeof message === "string" ? [message] : message).includes(name)) return false;
  const isEnd = (wanted: string | undefined, end: string): boolean =>
    wanted === undefined || wanted === end || (end === "executor" && wanted.startsWith("executor"));
  return isEnd(from, kind.from) && isEnd(to, kind.to) && (isEnd(component, kind.from) || isEnd(component, kind.to));
}

/** The number in `executor 3`. */
function executorIn(end: string | undefined): number[] {
  const match = end === undefined ? null : /^executor (\d+)$/.exec(end);
  return match === null ? [] : [Number(match[1])];
}

function checkFilter(run: RunDocument, { component, from, to, message }: TraceFilter): void {
  const ends = [...COMPONENTS, "executor", ...run.executors.map(({ executorId }) => `executor ${executorId}`)];
  for (const end of [component, from, to]) if (end !== undefined) checkName("component", end, ends);
  for (const name of typeof message === "string" ? [message] : (message ?? [])) checkName("message", name, NAMES);
}

function checkName(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  throw new SparkError({
    condition: "INVALID_TRACE_FILTER",
    message: `The run has no ${what} '${name}'.`,
    nextStep: `Did you mean ${nearestNames(name, known, 3).join(", ")}?`,
  });
}
