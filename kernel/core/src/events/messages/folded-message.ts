import type { Bytes, Millis } from "../../base/brand.js";
import { TASK_MESSAGES } from "./message-kinds.js";
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

/** What is said until an executor can take tasks. */
const OF_ONE_EXECUTOR: ReadonlySet<string> = new Set([
  "LaunchExecutor",
  "RetrieveSparkAppConfig",
  "SparkAppConfig",
  "RegisterExecutor",
  "RegisteredExecutor",
  "ExecutorAdded",
  "RegisterBlockManager",
  "LaunchedExecutor",
]);

/** What is said once or more for every task or executor, side by side with other things. */
const OF_MANY: ReadonlySet<string> = new Set([
  ...Object.keys(TASK_MESSAGES),
  ...OF_ONE_EXECUTOR,
  "OpenBlocks",
  "StreamRequest",
  "GetMapOutputStatuses",
]);

/**
 * Folds what every task and every executor says, as far as it happens side by side: a wave of tasks becomes one LaunchTask and
 * one StatusUpdate of many. Everything else stands alone and ends what is being folded.
 */
export function* foldMessages(messages: Iterable<SparkMessage>): Generator<FoldedMessage> {
  let open = new Map<string, OpenFold>();
  for (const message of messages) {
    if (!OF_MANY.has(message.message)) {
      yield* closed(open);
      open = new Map();
      yield {
        first: message,
        count: 1,
        lastMs: message.timeMs,
        bytes: message.bytes ?? 0,
        executors: executorsOf(message),
      };
      continue;
    }
    const key = keyOf(message);
    const fold = open.get(key);
    if (fold === undefined) {
      const ids = new Set(executorsOf(message));
      open.set(key, {
        first: message,
        count: 1,
        lastMs: message.timeMs,
        bytes: message.bytes ?? 0,
        executors: [],
        ids,
      });
      continue;
    }
    fold.count++;
    fold.lastMs = message.timeMs;
    fold.bytes += message.bytes ?? 0;
    for (const id of executorsOf(message)) fold.ids.add(id);
  }
  yield* closed(open);
}

function* closed(open: ReadonlyMap<string, OpenFold>): Generator<FoldedMessage> {
  for (const { ids, ...fold } of open.values()) yield { ...fold, executors: [...ids].sort((a, b) => a - b) };
}

/** Alike are messages of one name that say the same of different tasks or executors. */
function keyOf(message: SparkMessage): string {
  return `${message.message} ${gistOf(message)} ${message.lost === true}`;
}

/** What a message says, but for the task or the executor that it says it of: `FINISHED`, `stage 0.0: Success`, `shuffle 3`. */
export function gistOf({ message, detail, taskId }: SparkMessage): string {
  if (taskId === undefined) return OF_ONE_EXECUTOR.has(message) ? "" : detail;
  const state = / (RUNNING|FINISHED|FAILED|KILLED)$/.exec(detail);
  if (state !== null) return state[1]!;
  const what = /of (stage \d+\.\d+)|^(shuffle \d+|broadcast_\d+)/.exec(detail);
  const end = /: (\w+)/.exec(detail)?.[1];
  return `${what?.[1] ?? what?.[2] ?? ""}${end === undefined ? "" : `: ${end}`}`;
}

function executorsOf({ from, to }: SparkMessage): number[] {
  return [from, to].flatMap((end) => (end.startsWith("executor ") ? [Number(end.slice("executor ".length))] : []));
}
