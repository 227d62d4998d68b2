/**
 * Held against Spark 4.3's own UnifiedMemoryManager and MemoryStore: six random sequences of requests on an executor of M = 1,000 and R = 500
 * bytes with up to four tasks, recorded with what each request was answered, the pools' use after it, and the blocks that were dropped.
 * A task that had to wait was let go on by releasing other tasks' memory, one after the other (`racing`).
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { UnifiedMemoryManager } from "../../kernel/core/src/memory/index.js";

interface Step {
  readonly op: "new" | "put" | "get" | "remove" | "acquire" | "granted" | "releaseAll";
  readonly seed: number;
  readonly max: number;
  readonly region: number;
  readonly task: number;
  readonly size: number;
  readonly block: string;
  readonly ok: boolean;
  readonly got: number;
  readonly freed: number;
  readonly blocked?: boolean;
  readonly racing?: boolean;
  readonly storage: number;
  readonly execution: number;
  readonly evicted: readonly string[];
}

const file = new URL("records/memory/unified-memory-manager.jsonl", import.meta.url);
const steps: Step[] = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const starts = steps.flatMap((step, i) => (step.op === "new" ? [i] : []));
const runs = starts.map((start, i) => steps.slice(start, starts[i + 1]));

const idOf = (block: string) => {
  const [, rddId, partition] = block.split("_");
  return [Number(rddId), Number(partition)] as const;
};

describe("unified memory against Spark's own", () => {
  it.each(runs.map((run) => [run[0]!.seed, run] as const))("sequence %d", (_, [first, ...rest]) => {
    const evicted: string[] = [];
    const memory = new UnifiedMemoryManager(first!.max, first!.region, (b) =>
      evicted.push(`rdd_${b.rddId}_${b.partition}`),
    );
    let waiting: { task: number; size: number; got: number } | undefined;
    for (const [i, step] of rest.entries()) {
      const at = `step ${i}: ${JSON.stringify(step)}`;
      switch (step.op) {
        case "put": {
          const [rddId, partition] = idOf(step.block);
          expect(memory.acquireStorage({ rddId, partition, bytes: step.size }), at).toBe(step.ok);
          break;
        }
        case "get":
          memory.store.touch(...idOf(step.block));
          break;
        case "remove":
          memory.removeBlock(...idOf(step.block));
          break;
        case "acquire": {
          const answer = memory.acquireExecution(step.task, step.size);
          expect(answer, at).toBe(step.blocked ? "wait" : step.got);
          if (answer === "wait") waiting = { task: step.task, size: step.size, got: -1 };
          break;
        }
        case "releaseAll":
          expect(memory.releaseTask(step.task), at).toBe(step.freed);
          if (step.racing && waiting?.got === -1) {
            const answer = memory.acquireExecution(waiting.task, waiting.size);
            if (answer !== "wait") waiting.got = answer;
          }
          break;
        default:
          expect(waiting?.got, at).toBe(step.got);
          waiting = undefined;
      }
      if (step.racing) continue;
      const { storageBytes, executionBytes } = memory.use;
      expect([storageBytes, executionBytes], at).toEqual([step.storage, step.execution]);
      expect(evicted.splice(0), at).toEqual(step.evicted);
    }
  });
});
