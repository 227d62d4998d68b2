import type { ExecutorId, Millis } from "../../base/brand.js";
import type { RunDocument } from "../run.js";
import { heartbeatTimes } from "./heartbeats.js";
import { type MessageSource, RANK } from "./message-source.js";
import type { RunMessages } from "./run-messages.js";
import { Silences } from "./silences.js";
import type { SparkMessage } from "./spark-message.js";
import type { WantedTaskMessages } from "./task-source.js";

interface Life {
  readonly executor: ExecutorId;
  readonly firstMs: Millis;
  /** Its process ends. */
  readonly endMs: Millis;
}

interface Beat {
  readonly timeMs: Millis;
  readonly executor: ExecutorId;
  readonly lost: boolean;
}

/** Heartbeats and the driver's answers during a run. Nothing is kept of them: when an executor beats follows from when it came. */
export function heartbeatSources(
  run: RunDocument,
  { times }: RunMessages,
  { names, executor }: WantedTaskMessages,
): MessageSource[] {
  if (!(times.heartbeatMs > 0)) return [];
  const beats = (): Iterable<Beat> => heartbeats(run, times.heartbeatMs, executor);
  const sources: MessageSource[] = [];
  if (names.has("Heartbeat")) {
    sources.push(
      new HeartbeatSource(beats, 0, ({ timeMs, executor, lost }) => ({
        timeMs,
        from: `executor ${executor}`,
        to: "HeartbeatReceiver",
        message: "Heartbeat",
        detail: "",
        ...(lost ? { lost: true } : {}),
      })),
    );
  }
  if (names.has("HeartbeatResponse")) {
    sources.push(
      new HeartbeatSource(
        () => answered(beats()),
        times.reportMs,
        ({ timeMs, executor }) => ({
          timeMs: timeMs + times.reportMs,
          from: "HeartbeatReceiver",
          to: `executor ${executor}`,
          message: "HeartbeatResponse",
          detail: "",
        }),
      ),
    );
  }
  return sources;
}

/** In order of time: in every interval the executors beat in the same order. */
function* heartbeats(run: RunDocument, intervalMs: Millis, only: ExecutorId | undefined): Generator<Beat> {
  const { startMs, endMs, profile } = run;
  const silences = new Silences(run);
  const wanted = run.executors.filter(({ executorId }) => only === undefined || executorId === only);
  const lives = wanted.map(
    ({ executorId, addedMs }): Life => ({
      executor: executorId,
      firstMs: heartbeatTimes(profile.seed, executorId, addedMs, intervalMs).firstMs,
      endMs: silences.goneMs(executorId),
    }),
  );
  const phase = ({ firstMs }: Life): number => (((firstMs - startMs) % intervalMs) + intervalMs) % intervalMs;
  lives.sort((a, b) => phase(a) - phase(b) || a.executor - b.executor);
  for (let cycleMs = startMs; cycleMs <= endMs; cycleMs += intervalMs) {
    for (const life of lives) {
      const timeMs = cycleMs + phase(life);
      if (timeMs < life.firstMs || timeMs >= life.endMs || timeMs > endMs) continue;
      const cause = silences.at(life.executor, timeMs);
      if (cause === "gone" || cause === "frozen") continue;
      yield { timeMs, executor: life.executor, lost: cause === "cut off" };
    }
  }
}

function* answered(beats: Iterable<Beat>): Generator<Beat> {
  for (const beat of beats) if (!beat.lost) yield beat;
}

class HeartbeatSource implements MessageSource {
  readonly rank: number = RANK.heartbeat;
  private readonly all: () => Iterable<Beat>;
  private readonly beats: Iterator<Beat>;
  private readonly delayMs: Millis;
  private readonly make: (beat: Beat) => SparkMessage;
  private next: IteratorResult<Beat>;
  private taken = 0;

  constructor(all: () => Iterable<Beat>, delayMs: Millis, make: (beat: Beat) => SparkMessage) {
    this.all = all;
    this.beats = all()[Symbol.iterator]();
    this.delayMs = delayMs;
    this.make = make;
    this.next = this.beats.next();
  }

  get nextMs(): Millis {
    return this.next.done === true ? Number.POSITIVE_INFINITY : this.next.value.timeMs + this.delayMs;
  }

  take(): SparkMessage {
    const message = this.make(this.next.value as Beat);
    this.next = this.beats.next();
    this.taken++;
    return message;
  }

  count(): number {
    let count = -this.taken;
    for (const _ of this.all()) count++;
    return count;
  }
}
