import { describe, expect, test } from "vitest";
import { RuntimeConfig } from "../conf/runtime-config.js";
import { TaskContext, work } from "../dsl/task-context.js";
import { createApplication, type LocalApplication } from "../local.js";
import { ModelledRDD } from "../rdd/modelled-rdd.js";
import { testPorts } from "../testing/test-ports.js";

const CALL_SITE = { short: "count", method: "count" };
type Program = (app: LocalApplication) => Promise<unknown>;

/** Every column of every attempt, and the clock at the end. */
async function run(program: Program, conf: Record<string, string>, longWay: boolean): Promise<unknown> {
  const settings = { "spark.executor.instances": "3", "spark.executor.cores": "2", ...conf };
  const observer = { actionStarted: () => {}, actionEnded: () => {} };
  const app = createApplication(testPorts(), new RuntimeConfig(settings), observer);
  // Who wants to hear of each attempt makes all of them go the long way.
  if (longWay) app.bus.add({ onTaskEnd: () => {} });
  const result = await program(app).catch(String);
  await app.simulation.whenStill();
  const { tasks } = app.cluster;
  const records = Array.from({ length: tasks.length }, (_, row) => tasks.record(row));
  const events = app.store
    .document({} as never)
    .stages.map(({ stageId, attempt, submittedMs, completedMs, totals }) => ({
      stageId,
      attempt,
      submittedMs,
      completedMs,
      totals,
    }));
  return { result, records, events, nowMs: app.simulation.now };
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

const accumulating: Program = async ({ sc }) => {
  const sum = sc.longAccumulator("sum");
  await sc.parallelize([...Array(30).keys()], 30).foreach((n) => {
    if (n > 12) sum.add(n);
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
    ["a task that updates an accumulator", accumulating, {}],
    ["a task that ends its executor", exiting, {}],
    ["two jobs at once", twoAtOnce, {}],
    ["two cores a task", modelled(30, 100), { "spark.task.cpus": "2" }],
  ])("%s", async (_, program, conf) => {
    expect(await run(program, conf, false)).toEqual(await run(program, conf, true));
  });
});
