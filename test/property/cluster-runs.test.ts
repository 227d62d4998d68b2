import { createSession, type RunDocument, type Session } from "@stageplay/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testPorts } from "../../kernel/core/src/testing/test-ports.js";
import { evaluate, type RddProgram, rddPrograms, toRdd } from "./rdd-program.js";
import {
  childrenBeforeParents,
  oversubscribedSlots,
  partitionsWithoutSuccess,
  serialize,
  taskRecords,
  tasksWithoutSlot,
} from "./run-facts.js";

/** Quick in the suite; `STAGEPLAY_RUNS=5000` searches for longer. */
const RUNS = { numRuns: Number(process.env["STAGEPLAY_RUNS"] ?? 60) };

type FaultPlan =
  | {
      readonly kind: "kill" | "preempt" | "decommission" | "freeze";
      readonly executor: number;
      readonly afterMs: number;
    }
  | { readonly kind: "slow" | "disconnect"; readonly host: number; readonly afterMs: number }
  | { readonly kind: "fail"; readonly partition: number; readonly times: number };

interface Plan {
  readonly programs: readonly RddProgram[];
  readonly executors: number;
  readonly cores: number;
  readonly conf: Readonly<Record<string, string>>;
  readonly faults: readonly FaultPlan[];
  readonly seed: number;
}

const afterMs = fc.integer({ min: 0, max: 800 });
const faultPlans: fc.Arbitrary<FaultPlan> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("kill", "preempt", "decommission", "freeze"),
    executor: fc.integer({ min: 0, max: 1 }),
    afterMs,
  }),
  fc.record({ kind: fc.constantFrom("slow", "disconnect"), host: fc.integer({ min: 1, max: 2 }), afterMs }),
  fc.record({
    kind: fc.constant("fail" as const),
    partition: fc.integer({ min: 0, max: 3 }),
    times: fc.integer({ min: 1, max: 4 }),
  }),
) as fc.Arbitrary<FaultPlan>;

const flag = fc.constantFrom("true", "false");
const plans: fc.Arbitrary<Plan> = fc.record({
  programs: fc.array(rddPrograms, { minLength: 1, maxLength: 3 }),
  executors: fc.integer({ min: 2, max: 4 }),
  cores: fc.integer({ min: 1, max: 3 }),
  conf: fc.record({
    "spark.scheduler.mode": fc.constantFrom("FIFO", "FAIR"),
    "spark.speculation": flag,
    "spark.speculation.multiplier": fc.constantFrom("1.1", "3"),
    "spark.speculation.quantile": fc.constantFrom("0.3", "0.9"),
    "spark.excludeOnFailure.enabled": flag,
    "spark.shuffle.service.enabled": flag,
    "spark.locality.wait": fc.constantFrom("0s", "100ms", "3s"),
  }),
  faults: fc.array(faultPlans, { maxLength: 4 }),
  seed: fc.integer({ min: 0, max: 1000 }),
});

function inject({ cluster, task }: Pick<Session, "cluster" | "task">, fault: FaultPlan): void {
  if (fault.kind === "fail") task({ partition: fault.partition }).fail(fault.times);
  else if ("host" in fault) {
    const host = cluster.host(fault.host);
    (fault.kind === "slow" ? host.slow(7) : host.disconnect()).after(fault.afterMs);
  } else {
    const executor = cluster.executor(fault.executor);
    const method = fault.kind === "freeze" ? "freezeHeartbeats" : fault.kind;
    executor[method]().after(fault.afterMs);
  }
}

interface Outcome {
  /** What each program gave; undefined when its job was aborted. */
  readonly results: readonly (readonly number[] | undefined)[];
  readonly run: RunDocument;
}

async function run({ programs, executors, cores, conf, faults, seed }: Plan): Promise<Outcome> {
  const shape = { "spark.executor.instances": String(executors), "spark.executor.cores": String(cores) };
  const session = createSession(testPorts(), { seed, conf: { ...conf, ...shape } });
  session.beginCell(1);
  for (const fault of faults) inject({ cluster: session.cluster, task: (selector) => session.task(selector) }, fault);
  const results = await Promise.all(
    programs.map((program) =>
      toRdd(program, session.sc)
        .collect()
        .then((numbers) => [...numbers].sort((a, b) => a - b))
        .catch((error: Error) => {
          expect(error.message).toMatch(/Job aborted|SPARK_JOB/);
          return undefined;
        }),
    ),
  );
  await session.settle();
  return { results, run: session.endCell() as RunDocument };
}

describe("any program on any cluster with any faults", () => {
  it("gives what plain arrays give or is aborted, and leaves nothing open", async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { results, run: document } = await run(plan);
        results.forEach((result, i) => {
          if (result !== undefined) expect(result).toEqual(evaluate(plan.programs[i]!).sort((a, b) => a - b));
        });
        // Every job ends, and every attempt is accounted for.
        for (const job of document.jobs) expect(job.endMs).toBeGreaterThanOrEqual(job.startMs);
        for (const task of taskRecords(document)) {
          expect(task.status).not.toBe("Running");
          expect(task.finishMs).toBeGreaterThanOrEqual(task.launchMs);
        }
        expect(oversubscribedSlots(document)).toEqual([]);
        expect(tasksWithoutSlot(document)).toEqual([]);
        expect(partitionsWithoutSuccess(document)).toEqual([]);
        expect(childrenBeforeParents(document)).toEqual([]);
      }),
      RUNS,
    );
  });

  it("gives a byte-identical run for the same seed", async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        expect(serialize((await run(plan)).run)).toBe(serialize((await run(plan)).run));
      }),
      { numRuns: Math.ceil(RUNS.numRuns / 4) },
    );
  });
});
