import type { ExecutorId, Millis } from "../../base/brand.js";
import type { ControlMessageName } from "./message-kinds.js";
import type { MessageTimes, RunMessages, Silence } from "./run-messages.js";

/** A message as it is kept: when it was sent, its name, the executor that sends or gets it (−1 for none), what it carries. */
export type SentMessage = readonly [
  timeMs: Millis,
  name: ControlMessageName,
  executor: ExecutorId,
  a: number,
  b: number,
  text: string,
  bytes: number,
];

/** Messages of one kind that are kept: an executor's loss must not drown in what every stage fetches. */
const KEPT_OF_A_KIND = 1_000;
const NO_EXECUTOR: ExecutorId = -1;

/**
 * What the parts of the simulation note when they send it: the first thousand of each kind, and the number of all. Messages about every
 * task are not here: the task table tells them.
 */
export class MessageLog {
  private readonly times: MessageTimes;
  private sent: SentMessage[] = [];
  private readonly counts: Map<ControlMessageName, number> = new Map();
  private silences: Silence[] = [];

  constructor(times: MessageTimes = { dispatchMs: 0, launchMs: 0, reportMs: 0, heartbeatMs: 0 }) {
    this.times = times;
  }

  /** True when a message of this kind would still be kept: whoever must look for what to say may ask first. */
  keeps(name: ControlMessageName): boolean {
    return this.count(name) < KEPT_OF_A_KIND;
  }

  /** Notes a message. Its time may lie ahead: an executor's first request leaves when the task has arrived. */
  note(
    timeMs: Millis,
    name: ControlMessageName,
    { executor = NO_EXECUTOR, a = 0, b = 0, text = "", bytes = 0 }: Partial<MessageContent> = {},
  ): void {
    const count = this.count(name);
    this.counts.set(name, count + 1);
    if (count < KEPT_OF_A_KIND) this.sent.push([timeMs, name, executor, a, b, text, bytes]);
  }

  /** Counts messages that are like others and not kept. */
  skip(name: ControlMessageName, count: number): void {
    this.counts.set(name, this.count(name) + count);
  }

  /** The driver hears nothing of an executor from now on. */
  fellSilent(executorId: ExecutorId, fromMs: Millis, cause: Silence["cause"]): void {
    this.silences.push({ executorId, fromMs, cause });
  }

  /** The driver hears the executor again. */
  isHeard(executorId: ExecutorId, untilMs: Millis, cause: Silence["cause"]): void {
    this.silences = this.silences.map((silence) =>
      silence.executorId === executorId && silence.cause === cause && silence.untilMs === undefined
        ? { ...silence, untilMs }
        : silence,
    );
  }

  /** A new run begins: what was sent so far belongs to the one before. */
  startRun(): void {
    this.sent = [];
    this.counts.clear();
    this.silences = this.silences.filter(({ untilMs }) => untilMs === undefined);
  }

  /** What was noted for the run so far. */
  ofRun(): RunMessages {
    return {
      times: this.times,
      sent: [...this.sent],
      totals: Object.fromEntries(this.counts),
      silences: [...this.silences],
    };
  }

  private count(name: ControlMessageName): number {
    return this.counts.get(name) ?? 0;
  }
}

/** What a message carries. */
export interface MessageContent {
  readonly executor: ExecutorId;
  readonly a: number;
  readonly b: number;
  readonly text: string;
  readonly bytes: number;
}
