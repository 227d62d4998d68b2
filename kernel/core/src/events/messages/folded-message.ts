import type { Bytes, Millis } from "../../base/brand.js";
import { EXECUTOR_START_MESSAGES, TASK_MESSAGES } from "./message-kinds.js";
import type { SparkMessage } from "./spark-message.js";

/** Messages that are alike, with nothing else of importance between them. */
export interface FoldedMessage {
  readonly first: SparkMessage;
  readonly count: number;
  /** When the last of them was sent. */
  readonly lastMs: Millis;
  /** Of all of them together. */
  readonly bytes: Bytes;
  /** The executors that send or get them, each once. */
  readonly executors: readonly number[];
}

type OpenFold = { -readonly [K in keyof FoldedMessage]: FoldedMessage[K] } & { readonly ids: Set<number> };

/** Of these it does not matter what they say of an executor. */
const OF_ONE_EXECUTOR: ReadonlySet<string> = new Set(EXECUTOR_START_MESSAGES);

/** What is said once or more for every task or executor, side by side with other things. */
const OF_MANY: ReadonlySet<string> = new Set([
  ...Object.keys(TASK_MESSAGES),
  ...OF_ONE_EXECUTOR,
  "OpenBlocks",
  "StreamRequest",
  "GetMapOutputStatuses",
]);

/** Folds messages one by one, for a reader who wants to stop in between; {@link foldMessages} says what is folded. */
export class MessageFolder {
  private readonly apart: (message: SparkMessage) => string;
  private open: Map<string, OpenFold> = new Map();

  /** @param apart keeps messages for which it says different things in different folds */
  constructor(apart: (message: SparkMessage) => string = () => "") {
    this.apart = apart;
  }

  /** Takes the next message; gives what can no longer grow. */
  add(message: SparkMessage): readonly FoldedMessage[] {
    if (!OF_MANY.has(message.message)) return [...this.end(), unfolded(message)];
    const key = `${message.message} ${gistOf(message)} ${message.lost === true} ${this.apart(message)}`;
    const fold = this.open.get(key);
    if (fold === undefined) {
      this.open.set(key, { ...unfolded(message), executors: [], ids: new Set(executorsOf(message)) });
      return [];
    }
    fold.count++;
    fold.lastMs = message.timeMs;
    fold.bytes += message.bytes ?? 0;
    for (const id of executorsOf(message)) fold.ids.add(id);
    return [];
  }

  /** Ends what is being folded. */
  end(): readonly FoldedMessage[] {
    const folds = [...this.open.values()];
    this.open = new Map();
    return folds.map(({ ids, ...fold }) => ({ ...fold, executors: [...ids].sort((a, b) => a - b) }));
  }
}

/**
 * Folds what every task and every executor says, as far as it happens side by side: a wave of tasks becomes one LaunchTask and
 * one StatusUpdate of many. Everything else stands alone and ends what is being folded.
 */
export function* foldMessages(messages: Iterable<SparkMessage>): Generator<FoldedMessage> {
  const folder = new MessageFolder();
  for (const message of messages) yield* folder.add(message);
  yield* folder.end();
}

function unfolded(message: SparkMessage): FoldedMessage {
  const { timeMs, bytes = 0 } = message;
  return { first: message, count: 1, lastMs: timeMs, bytes, executors: executorsOf(message) };
}

/** What a message says, but for the task or the executor that it says it of: `FINISHED`, `stage 0.0: Success`, `shuffle 3`. */
export function gistOf({ message, detail, taskId }: SparkMessage): string {
  if (taskId === undefined) return OF_ONE_EXECUTOR.has(message) ? "" : detail;
  // Looked at for every message of every task: searching the text is dear.
  if (message === "StatusUpdate") return detail.slice(detail.lastIndexOf(" ") + 1);
  const what = /of (stage \d+\.\d+)|^(shuffle \d+|broadcast_\d+)/.exec(detail);
  const end = /: (\w+)/.exec(detail)?.[1];
  return `${what?.[1] ?? what?.[2] ?? ""}${end === undefined ? "" : `: ${end}`}`;
}

function executorsOf({ from, to }: SparkMessage): number[] {
  return [from, to].flatMap((end) => (end.startsWith("executor ") ? [Number(end.slice("executor ".length))] : []));
}
