import { createSession, type RunDocument } from "@stageplay/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testPorts } from "../../kernel/core/src/testing/test-ports.js";
import { evaluate, type RddProgram, rddPrograms, toRdd } from "./rdd-program.js";
import {
  barrierBreaches,
  oversubscribedSlots,
  serialize,
  stagesWithoutOneCommitEach,
  taskRecords,
  tasksWithoutSlot,
} from "./run-facts.js";

/** Enough to meet every pair of steps often, in a few seconds. */
const RUNS = { numRuns: 150 };
const byValue = (a: number, b: number) => a - b;

/** Runs the programs at once, as several driver threads would, and gives their results and the run. */
async function run(programs: readonly RddProgram[], options: { seed?: number; failures?: number } = {}) {
  const session = createSession(testPorts(), { seed: options.seed ?? 42 });
  if (options.failures) session.task({ partition: 0 }).fail(options.failures);
  const results = await Promise.all(programs.map((program) => toRdd(program, session.sc).collect()));
  await session.settle();
  return { results: results.map((numbers) => [...numbers].sort(byValue)), run: session.endCell() as RunDocument };
}

describe("any little RDD program", () => {
  it("gives what plain arrays give", async () => {
    await fc.assert(
      fc.asyncProperty(rddPrograms, async (program) => {
        expect((await run([program])).results).toEqual([evaluate(program).sort(byValue)]);
      }),
      RUNS,
    );
  });

  it("gives a byte-identical run for the same seed", async () => {
    await fc.assert(
      fc.asyncProperty(rddPrograms, rddPrograms, fc.integer({ min: 0, max: 1000 }), async (one, two, seed) => {
        const [first, second] = [await run([one, two], { seed }), await run([one, two], { seed })];
        expect(serialize(second.run)).toBe(serialize(first.run));
      }),
      RUNS,
    );
  });

  it("keeps slots, commits and barriers in order, alone or beside another, with failing tasks or without", async () => {
    const failures = fc.integer({ min: 0, max: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(rddPrograms, { minLength: 1, maxLength: 3 }), failures, async (programs, count) => {
        const { results, run: document } = await run(programs, { failures: count });
        expect(results).toEqual(programs.map((program) => evaluate(program).sort(byValue)));
        const failed = taskRecords(document).filter((task) => task.status === "ExceptionFailure");
        expect(failed.map((task) => task.partition)).toEqual(Array(count).fill(0));
        expect(oversubscribedSlots(document)).toEqual([]);
        expect(tasksWithoutSlot(document)).toEqual([]);
        expect(stagesWithoutOneCommitEach(document)).toEqual([]);
        expect(barrierBreaches(document)).toEqual([]);
      }),
      RUNS,
    );
  });
});
