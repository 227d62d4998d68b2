import { createSession, type RunDocument, SparkError } from "@stageplay/core";
import fc from "fast-check";
import { describe, it } from "vitest";
import { testPorts } from "../../kernel/core/src/testing/test-ports.js";
import { EventLog } from "./event-log.js";
import { Patience } from "./patience.js";
import { type Conf, clusters, type FaultPlan, faultPlans, faultText, inject } from "./random-cluster.js";
import { evaluate, programText, type RddProgram, rddPrograms, toRdd } from "./rdd-program.js";
import { serialize } from "./run-facts.js";
import { brokenInvariants } from "./run-invariants.js";

/** Quick in the suite; `STAGEPLAY_PROPERTY_RUNS=5000` searches for longer, from a seed of its own. */
const SEARCH = process.env["STAGEPLAY_PROPERTY_RUNS"];
const RUNS = SEARCH === undefined ? { numRuns: 100 } : { numRuns: Number(SEARCH) };

/** One program of a plan: the pool that its jobs stand in, and its action. */
interface Job {
  readonly program: RddProgram;
  readonly pool: "one" | "two";
  readonly action: "collect" | "accumulate";
}

interface Plan {
  readonly jobs: readonly Job[];
  readonly conf: Conf;
  readonly faults: readonly FaultPlan[];
  readonly seed: number;
  readonly listens: boolean;
}

const plans: fc.Arbitrary<Plan> = fc.record({
  jobs: fc.array(
    fc.record({
      program: rddPrograms,
      pool: fc.constantFrom("one" as const, "two" as const),
      action: fc.constantFrom("collect" as const, "accumulate" as const),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  conf: clusters,
  faults: fc.array(faultPlans, { maxLength: 4 }),
  seed: fc.integer({ min: 0, max: 1000 }),
  listens: fc.boolean(),
});

function planText({ jobs, conf, faults, seed, listens }: Plan): string {
  const settings = Object.entries(conf).map(([key, value]) => `--conf ${key}=${value}`);
  const lines = jobs.map(({ program, pool, action }) => `${action} in pool ${pool}: ${programText(program)}`);
  return [
    `seed ${seed}${listens ? ", with a listener to tasks" : ""}`,
    ...settings,
    ...faults.map(faultText),
    ...lines,
  ].join("\n");
}

interface Outcome {
  /** What each job gave, in order of value, or the error that aborted it. */
  readonly results: readonly (readonly number[] | SparkError)[];
  readonly run: RunDocument | undefined;
  readonly log: EventLog;
}

async function run({ jobs, conf, faults, seed, listens }: Plan): Promise<Outcome> {
  const patience = new Patience();
  const session = createSession(patience.of(testPorts()), { seed, conf });
  const log = new EventLog(session, listens);
  session.beginCell(1);
  for (const fault of faults) inject(session, fault);
  const { sc } = session;
  const results = await Promise.all(
    jobs.map(async ({ program, pool, action }) => {
      try {
        sc.setLocalProperty("spark.scheduler.pool", pool);
        const rdd = toRdd(program, sc);
        sc.setLocalProperty("spark.scheduler.pool", pool);
        if (action === "collect") return (await rdd.collect()).sort((a, b) => a - b);
        const [count, sum] = [sc.longAccumulator(), sc.longAccumulator()];
        await rdd.foreach((n) => {
          count.add(1);
          sum.add(n);
        });
        return [count.value, sum.value];
      } catch (error) {
        if (error instanceof SparkError) return error;
        throw error;
      }
    }),
  );
  await session.settle();
  if (patience.isOver) {
    fc.pre(!makesRoomForEver(log));
    throw new Error("the run did not end");
  }
  return { results, run: session.endCell(), log };
}

/**
 * Spark itself goes round without end where a task may run on no executor of the only machine (C9): the idle executor that it ends to make
 * room held map outputs, and their tasks, which may run, start the wait anew.
 */
const makesRoomForEver = ({ text }: EventLog): boolean => text.split("Killing excluded idle executor").length > 100;

/** What plain arrays give: numbers in order, or their count and sum. */
function expected({ program, action }: Job): number[] {
  const numbers = evaluate(program).sort((a, b) => a - b);
  return action === "collect" ? numbers : [numbers.length, numbers.reduce((sum, n) => sum + n, 0)];
}

/** Only injected faults may abort a job, and never an error of the simulation's own. */
function isFair({ message }: SparkError, { faults }: Plan): boolean {
  return faults.length > 0 && !/(Type|Reference|Range)Error/.test(message);
}

/** Runs a plan and says what is wrong with it. */
async function faultsOf(plan: Plan): Promise<string[]> {
  const { results, run: document, log } = await run(plan);
  const wrong = plan.jobs.flatMap((job, i) => {
    const result = results[i]!;
    if (result instanceof SparkError) return isFair(result, plan) ? [] : [`job ${i} was aborted: ${result.message}`];
    const [found, right] = [JSON.stringify(result), JSON.stringify(expected(job))];
    return found === right ? [] : [`job ${i} gave ${found} instead of ${right}`];
  });
  return document === undefined ? wrong : [...wrong, ...brokenInvariants(document, log)];
}

async function check(plan: Plan, wrongWith: (plan: Plan) => Promise<readonly string[]>): Promise<void> {
  const wrong = await wrongWith(plan).catch((error: unknown) => {
    if (fc.PreconditionFailure.isFailure(error)) throw error;
    return [`it threw ${error instanceof Error ? error.stack : String(error)}`];
  });
  if (wrong.length > 0) throw new Error(`${wrong.join("\n")}\n\n${planText(plan)}`);
}

describe("any programs on any cluster with any faults", () => {
  it("give what plain arrays give or are aborted, and break no rule", async () => {
    await fc.assert(
      fc.asyncProperty(plans, (plan) => check(plan, faultsOf)),
      RUNS,
    );
  });

  it("give a byte-identical log and run for the same seed", async () => {
    const same = async (plan: Plan): Promise<string[]> => {
      const [first, second] = [await run(plan), await run(plan)];
      const texts = ({ log, run: document }: Outcome): string[] => [
        ...log.text.split("\n"),
        document === undefined ? "" : serialize(document),
      ];
      const [one, other] = [texts(first), texts(second)];
      const at = one.findIndex((line, i) => line !== other[i]);
      if (at < 0 && one.length === other.length) return [];
      return [`line ${at} differs:\n${one[at]?.slice(0, 500)}\n${other[at]?.slice(0, 500)}`];
    };
    await fc.assert(
      fc.asyncProperty(plans, (plan) => check(plan, same)),
      { numRuns: Math.ceil(RUNS.numRuns / 4) },
    );
  });
});
