/** Whatever is asked of an executor's memory, in whatever order: the pools never hold more than M, and nothing is lost or counted twice. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { UnifiedMemoryManager } from "../../kernel/core/src/memory/index.js";

const MAX = 10_000;
const REGION = 5_000;
const bytes = fc.integer({ min: 0, max: 6_000 });
const task = fc.integer({ min: 0, max: 5 });
const rdd = fc.integer({ min: 0, max: 3 });
const partition = fc.integer({ min: 0, max: 9 });

const step = fc.oneof(
  fc.record({ kind: fc.constant("execute" as const), task, bytes }),
  fc.record({ kind: fc.constant("release" as const), task, bytes }),
  fc.record({ kind: fc.constant("end" as const), task }),
  fc.record({ kind: fc.constant("store" as const), rdd, partition, bytes }),
  fc.record({ kind: fc.constant("drop" as const), rdd, partition }),
  fc.record({ kind: fc.constant("read" as const), rdd, partition }),
);

test("memory never exceeds its pool (E2–E5)", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const stored = new Map<string, number>();
      const held = new Map<number, number>();
      let sameRddEvicted = false;
      let storing = -1;
      const memory = new UnifiedMemoryManager(MAX, REGION, (block) => {
        stored.delete(`${block.rddId}.${block.partition}`);
        sameRddEvicted ||= block.rddId === storing;
      });
      for (const one of steps) {
        const storageBefore = memory.use.storageBytes;
        switch (one.kind) {
          case "execute": {
            const got = memory.acquireExecution(one.task, one.bytes);
            if (got === "wait") break;
            expect(got).toBeGreaterThanOrEqual(0);
            expect(got).toBeLessThanOrEqual(one.bytes);
            held.set(one.task, (held.get(one.task) ?? 0) + got);
            // Blocks within R are safe from execution.
            expect(memory.use.storageBytes).toBeGreaterThanOrEqual(Math.min(storageBefore, REGION) - 6_000);
            break;
          }
          case "release":
            memory.releaseExecution(one.task, one.bytes);
            held.set(one.task, Math.max(0, (held.get(one.task) ?? 0) - one.bytes));
            break;
          case "end":
            expect(memory.releaseTask(one.task)).toBe(held.get(one.task) ?? 0);
            held.delete(one.task);
            break;
          case "store": {
            const name = `${one.rdd}.${one.partition}`;
            if (stored.has(name)) break;
            storing = one.rdd;
            if (memory.acquireStorage({ rddId: one.rdd, partition: one.partition, bytes: one.bytes }))
              stored.set(name, one.bytes);
            storing = -1;
            break;
          }
          case "drop":
            memory.removeBlock(one.rdd, one.partition);
            stored.delete(`${one.rdd}.${one.partition}`);
            break;
          case "read":
            memory.store.touch(one.rdd, one.partition);
        }
        const { storageBytes, executionBytes } = memory.use;
        const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
        expect(storageBytes).toBe(sum(stored.values()));
        expect(executionBytes).toBe(sum(held.values()));
        expect(storageBytes + executionBytes).toBeLessThanOrEqual(MAX);
      }
      expect(sameRddEvicted).toBe(false);
    }),
    { numRuns: 200 },
  );
});
