import { describe, expect, test, vi } from "vitest";
import { Prng } from "../base/prng.js";
import { RuntimeConfig } from "../conf/runtime-config.js";
import { TaskContext, work } from "../dsl/task-context.js";
import { createApplication, type LocalApplication } from "../local.js";
import { ModelledRDD } from "../rdd/modelled-rdd.js";
import { testPorts } from "../testing/test-ports.js";

const CALL_SITE = { short: "count", method: "count" };
type Program = (app: LocalApplication) => Promise<unknown>;

interface Ways {
  readonly longWay: boolean;
  /** Somebody hears of each attempt. */
  readonly heard?: boolean;
}

/** Every column of every attempt, what was told of them, and the clock at the end. */
async function run(program: Program, conf: Record<string, string>, { longWay, heard = false }: Ways): Promise<unknown> {
  const settings = { "spark.executor.instances": "3", "spark.executor.cores": "2", ...conf };
  const observer = { actionStarted: () => {}, actionEnded: () => {} };
  const app = createApplication(testPorts(), new RuntimeConfig(settings), observer);
  if (longWay) vi.spyOn(app.cluster, "runAlone").mockReturnValue(false);
  const told: unknown[] = [];
  if (heard) {
    app.bus.add({
      onTaskStart: ({ columns, length }, row) => {
        const { stageId, partition, executor, core, launchMs, finishMs } = columns;
        const identity = [stageId, partition, executor, core, launchMs, finishMs].map((column) => column[row]);
        told.push(["start", app.simulation.now, length, row, ...identity]);
      },
      onTaskEnd: (tasks, row) => told.push(["end", app.simulation.now, tasks.length, tasks.record(row)]),
    });
  }
  const result = await program(app).catch(String);
  await app.simulation.whenStill();
  // Before the columns are looked at: totals need none of them where whole stages are known.
  const events = app.store
    .document({} as never)
    .stages.map(({ stageId, attempt, submittedMs, completedMs, totals }) => ({
      stageId,
      attempt,
      submittedMs,
      completedMs,
      totals,
    }));
  const { tasks } = app.cluster;
  const records = Array.from({ length: tasks.length }, (_, row) => tasks.record(row));
  return { result, records, events, told, nowMs: app.simulation.now };
}

/** Modelled tasks whose run times are spread over a second. */
function modelled(tasks: number, spread: number): Program {
  return async ({ jobs, rddContext }) => {
    const rdd = new ModelledRDD(rddContext, tasks, (partition, metrics) => {
      metrics.charge("ms", 100 + ((partition * 7919) % spread));
      metrics.inputRecords = partition;
      metrics.peakMemoryBytes = 64;
    });
    for (let i = 0; i < 3; i++) await jobs.runJob({ rdd, task: () => i, callSite: CALL_SITE, cause: "action" });
  };
}

const sleeping: Program = async ({ sc }) => {
  const numbers = sc.parallelize(
    Array.from({ length: 40 }, (_, i) => i),
    40,
  );
  const slept = numbers.map((n): [number, number] => {
    work(10 * (n % 7));
    return [n % 3, n];
  });
  return [await slept.reduceByKey((a, b) => a + b, 5).collect(), await numbers.count()];
};

const failing: Program = async ({ sc }) =>
  sc
    .parallelize([...Array(30).keys()], 30)
    .map((n) => {
      work(50);
      if (n === 17) throw new Error("boom");
      return n;
    })
    .count();

/** Tasks from `first` on update an accumulator. */
const accumulating =
  (first: number): Program =>
  async ({ sc }) => {
    const sum = sc.longAccumulator("sum");
    await sc.parallelize([...Array(30).keys()], 30).foreach((n) => {
      if (n >= first) sum.add(n);
    });
    return sum.value;
  };

const twoAtOnce: Program = async (app) => Promise.all([sleeping(app), modelled(50, 900)(app)]);

const exiting: Program = async ({ sc }) => {
  let exits = 1;
  return sc
    .parallelize([...Array(30).keys()], 30)
    .map((n) => {
      work(100);
      if (n === 20 && exits-- > 0) TaskContext.get()!.executor.exit(52);
      return n;
    })
    .count();
};

const SPECULATION = {
  "spark.speculation": "true",
  "spark.speculation.quantile": "0.5",
  "spark.speculation.multiplier": "1.1",
};

describe("the express lane leaves what the long way leaves", () => {
  test.each<[string, Program, Record<string, string>]>([
    ["modelled tasks", modelled(100, 1000), {}],
    ["modelled tasks with late ones and speculation", modelled(60, 3000), SPECULATION],
    ["modelled tasks that speculation leaves alone", modelled(60, 5), SPECULATION],
    ["fewer tasks than slots", modelled(4, 10), {}],
    ["computed tasks and a shuffle", sleeping, {}],
    ["computed tasks with speculation", sleeping, SPECULATION],
    ["a task that fails", failing, {}],
    ["a task that updates an accumulator", accumulating(13), {}],
    ["first tasks that all update an accumulator", accumulating(0), {}],
    ["a task that ends its executor", exiting, {}],
    ["two jobs at once", twoAtOnce, {}],
    ["two cores a task", modelled(30, 100), { "spark.task.cpus": "2" }],
  ])("%s", async (_, program, conf) => {
    expect(await run(program, conf, { longWay: false })).toEqual(await run(program, conf, { longWay: true }));
  });

  test.each([116, ...Array.from({ length: 15 }, (_, seed) => seed)])(
    "random program %i, and all listeners hear",
    async (seed) => {
      const { program, conf } = randomProgram(seed);
      const lane = await run(program, conf, { longWay: false });
      expect(lane).toEqual(await run(program, conf, { longWay: true }));
      const heard = await run(program, conf, { longWay: false, heard: true });
      expect(heard).toEqual(await run(program, conf, { longWay: true, heard: true }));
      expect({ ...(heard as object), told: [] }).toEqual(lane);
    },
  );
});

/** Jobs of modelled and computed tasks, on a random cluster, under random rules, some with a fault that strikes. */
function randomProgram(seed: number): { program: Program; conf: Record<string, string> } {
  const random = new Prng(seed);
  const oneOf = <T>(...choices: readonly T[]): T => choices[random.below(choices.length)]!;
  const spreads = [1, 5, 100, 3000];
  const jobs = Array.from({ length: 1 + random.below(3) }, () => ({
    modelled: random.below(3) > 0,
    tasks: 1 + random.below(60),
    spread: oneOf(...spreads),
    // Sizes that a narrow column does not hold.
    bytes: oneOf(0, 100, 2 ** 33),
  }));
  const fault = { stage: random.below(3), partition: random.below(40), strikes: oneOf(false, false, true) };
  const exclusion = oneOf("false", "true");
  const conf = {
    "spark.executor.instances": String(1 + random.below(5)),
    "spark.executor.cores": String(2 * (1 + random.below(3))),
    "spark.task.cpus": oneOf("1", "2"),
    "spark.scheduler.mode": oneOf("FIFO", "FAIR"),
    "spark.excludeOnFailure.enabled": exclusion,
    "spark.stageplay.cost.statusUpdateMs": oneOf("0", "0.25"),
    "spark.stageplay.cost.taskDispatchMs": oneOf("0", "0.3"),
    ...(oneOf(false, true) ? SPECULATION : {}),
  };
  const program: Program = async (app) => {
    const { sc, rddContext, clusterFaults } = app;
    if (fault.strikes) clusterFaults.task({ stage: fault.stage, partition: fault.partition }).fail();
    const results: unknown[] = [];
    for (const { modelled: isModelled, tasks, spread, bytes } of jobs) {
      const millis = (partition: number): number => 10 + ((partition * 7919 + seed) % spread) / 3;
      if (isModelled) {
        const rdd = new ModelledRDD(rddContext, tasks, (partition, metrics) => {
          metrics.charge("ms", millis(partition));
          metrics.inputRecords = partition;
          metrics.inputBytes = bytes;
        });
        const task = (_: Iterable<never>, context: { readonly partitionId: number }): number => context.partitionId;
        results.push(await app.jobs.runJob({ rdd, task, callSite: CALL_SITE, cause: "action" }));
      } else {
        const numbers = sc.parallelize([...Array(tasks).keys()], tasks);
        const slept = numbers.map((n): [number, number] => {
          work(millis(n));
          return [n % 7, n];
        });
        results.push(await slept.reduceByKey((a, b) => a + b, 5).collect());
      }
    }
    return results;
  };
  return { program, conf };
}
