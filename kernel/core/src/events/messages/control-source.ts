import type { Millis, TaskId } from "../../base/brand.js";
import { componentOf } from "./component.js";
import { CONTROL_MESSAGES, type ControlMessageName, type MessageKind } from "./message-kinds.js";
import type { SentMessage } from "./message-log.js";
import { type MessageSource, RANK } from "./message-source.js";
import type { SparkMessage } from "./spark-message.js";

/** What an executor asks for when a task has reached it; `b` is the id of the task, −1 where all of its stage wait for the answer. */
const REQUESTS: ReadonlySet<ControlMessageName> = new Set(["OpenBlocks", "StreamRequest", "GetMapOutputStatuses"]);

/** What the driver learns, before it does anything about the tasks concerned. */
const REPORTS: ReadonlySet<ControlMessageName> = new Set(["ExpireDeadHosts", "KillExecutors", "RemoveExecutor"]);

function rankOf(name: ControlMessageName): number {
  return REPORTS.has(name) ? RANK.report : REQUESTS.has(name) ? RANK.request : RANK.control;
}

function isAskedByTask(name: ControlMessageName, taskId: number): boolean {
  return REQUESTS.has(name) && taskId >= 0;
}

/**
 * The noted messages: those of the driver, and those that executors send when a task has reached them.
 *
 * @param beganMs when an attempt began to run on its executor: what it asks the driver for leaves then
 */
export function controlSources(sent: readonly SentMessage[], beganMs: (taskId: TaskId) => Millis): MessageSource[] {
  const timed = sent.map((message): SentMessage => {
    const [timeMs, name, executor, a, b, text, bytes] = message;
    if (!isAskedByTask(name, b)) return message;
    return [Math.max(timeMs, beganMs(b)), name, executor, a, b, text, bytes];
  });
  return [RANK.report, RANK.control, RANK.request].map((rank) => {
    return new ControlSource(
      rank,
      timed.filter(([, name]) => rankOf(name) === rank),
    );
  });
}

class ControlSource implements MessageSource {
  readonly rank: number;
  private readonly sent: readonly SentMessage[];
  private at = 0;

  constructor(rank: number, sent: readonly SentMessage[]) {
    this.rank = rank;
    this.sent = [...sent].sort((a, b) => a[0] - b[0]);
  }

  get nextMs(): Millis {
    return this.sent[this.at]?.[0] ?? Number.POSITIVE_INFINITY;
  }

  take(): SparkMessage {
    return messageOf(this.sent[this.at++]!);
  }

  count(): number {
    return this.sent.length - this.at;
  }
}

function messageOf([timeMs, name, executor, a, b, text, bytes]: SentMessage): SparkMessage {
  const { from, to, detail }: MessageKind = CONTROL_MESSAGES[name];
  return {
    timeMs,
    from: componentOf(from, executor),
    to: componentOf(to, executor),
    message: name,
    detail: detail(a, b, text),
    ...(bytes === 0 ? {} : { bytes }),
    ...(name === "KillTask" ? { taskId: a } : isAskedByTask(name, b) ? { taskId: b } : {}),
  };
}
