import { nearestNames } from "../base/nearest-name.js";
import { SparkError } from "../errors/spark-error.js";

/** A queue of the capacity scheduler; shares are of the whole cluster, from 0 to 1. */
export interface YarnQueue {
  readonly name: string;
  /** What it is guaranteed. */
  readonly capacity: number;
  /** What it may hold when others leave theirs free. */
  readonly maximumCapacity: number;
  /** What other applications hold of it. */
  readonly busy: number;
}

/**
 * Reads `spark.stageplay.yarn.queues` and `….busy`.
 *
 * @throws SparkError INVALID_YARN_QUEUES
 * @example
 * parseQueues("etl:60/80,default:40", "default:10").map((queue) => queue.maximumCapacity); // [0.8, 1]
 */
export function parseQueues(queues: string, busy = ""): YarnQueue[] {
  const held = new Map(entries(busy).map(([name, share]) => [name, Number(share)]));
  const parsed = entries(queues).map(([name, shares]) => {
    const [capacity, most = "100"] = shares.split("/");
    return {
      name,
      capacity: Number(capacity) / 100,
      maximumCapacity: Number(most) / 100,
      busy: (held.get(name) ?? 0) / 100,
    };
  });
  const total = parsed.reduce((sum, { capacity }) => sum + capacity, 0);
  const isWrong = (share: number): boolean => !(share >= 0 && share <= 1);
  const unknown = [...held.keys()].find((name) => !parsed.some((queue) => queue.name === name));
  if (parsed.length === 0 || Math.abs(total - 1) > 1e-6) {
    throw invalidQueues(`The capacities of the queues ${queues} add up to ${Math.round(total * 100)}%, not to 100%.`);
  }
  if (unknown !== undefined) throw invalidQueues(`There is no queue ${unknown} that could be busy.`);
  const wrong = parsed.find(
    (q) => [q.capacity, q.maximumCapacity, q.busy].some(isWrong) || q.maximumCapacity < q.capacity,
  );
  if (wrong !== undefined)
    throw invalidQueues(`Queue ${wrong.name} has shares outside 0 to 100%, or a maximum below its capacity.`);
  return parsed;
}

/**
 * The share of the cluster that an application in a queue can get at once: the rest of the queue's capacity, and beyond it what no
 * queue is using, up to the queue's maximum. Without preemption nothing is taken from others.
 *
 * @example
 * const queues = parseQueues("etl:60/80,default:40", "default:30");
 * availableShare(queues, "etl"); // 0.7
 */
export function availableShare(queues: readonly YarnQueue[], name: string): number {
  const queue = queues.find((one) => one.name === name);
  if (queue === undefined) throw unknownQueue(queues, name);
  const idle = 1 - queues.reduce((sum, { busy }) => sum + busy, 0);
  // Rounded, since shares come as percents.
  return Math.round(Math.max(0, Math.min(idle, queue.maximumCapacity - queue.busy)) * 1e9) / 1e9;
}

function entries(text: string): [string, string][] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf(":");
      if (at < 1) throw invalidQueues(`'${part}' has no capacity.`);
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    });
}

function invalidQueues(message: string): SparkError {
  return new SparkError({
    condition: "INVALID_YARN_QUEUES",
    message,
    nextStep:
      "Write spark.stageplay.yarn.queues as etl:60/80,default:40, in percent, and spark.stageplay.yarn.busy as etl:50.",
  });
}

function unknownQueue(queues: readonly YarnQueue[], name: string): SparkError {
  const names = queues.map((queue) => queue.name);
  return new SparkError({
    condition: "UNKNOWN_YARN_QUEUE",
    message: `Application submitted to unknown queue: ${name}.`,
    nextStep: `The queues are ${names.join(", ")}; did you mean ${nearestNames(name, names, 1)[0]}? spark.stageplay.yarn.queues adds others.`,
    parameters: { queue: name },
  });
}
