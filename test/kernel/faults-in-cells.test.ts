import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Cells } from "./cells.js";

let cells: Cells;
const printed: string[] = [];

beforeAll(() => {
  cells = new Cells((text) => printed.push(text));
}, 60_000);
afterAll(() => cells.close());

describe("faults in a cell", () => {
  const job = "await sc.range(0, 24, 1, 24).map((n) => (work('1s'), n)).count();";

  it.each([
    'cluster.executor(1).killAt("500ms");',
    "executor(1).kill().when(stage(0).started.or(job(0).started).or(at('500ms')));",
    "cluster.host(2).slow(5);",
    'host(2).disk("10MB/s").from("500ms").to("2s");',
    "task({ partition: 7 }).fail(2);",
    'network.partition(["host-1"], ["host-2", "host-3"]).from("500ms").to("1500ms");',
    'executor(0).preempt().after("300ms");',
    "executor(2).freezeHeartbeats();",
    "executor(1).decommission().when(task({ partition: 3 }).running);",
    "cluster.preempt(1);",
  ])("%s", async (fault) => {
    // A new application, with all its executors.
    await cells.value('spark.submit("--conf spark.executor.instances=3"); 1');
    printed.length = 0;
    expect(await cells.value(`${fault}\n${job}\nspark.lastRun.faults.length > 0`)).toBe(true);
    expect(printed).toEqual([]);
    await cells.value("0");
  });

  it("a block is dropped, and the driver killed; the next cell can go on", async () => {
    const drop =
      "const kept = sc.parallelize([1, 2, 3], 3).cache(); await kept.count(); dropBlock(kept, 1); await kept.count()";
    expect(await cells.value(drop)).toBe(3);
    expect(
      await cells.value(
        `driver.killAt("500ms"); const end = await (async () => { ${job} })().catch((e) => e.condition); end`,
      ),
    ).toBe("DRIVER_DIED");
    expect(await cells.value("SparkSession.builder().getOrCreate(); await sc.range(0, 5).count()")).toBe(5);
  });

  it.each([
    ["executor(9).kill()", "INVALID_FAULT", "Name one of 0, 1, 2"],
    ["host(1).slow(-1)", "INVALID_FAULT", "Give a number above 0"],
    ["host('nowhere').disk('10MB/s')", "INVALID_FAULT", "Name one of host-1"],
    ["executor(1).killAt('soon')", "INVALID_DURATION", "Give milliseconds"],
    ["sc.addJobTag('a,b')", "INVALID_JOB_TAG", "without commas"],
  ])("%s is refused with the next step", async (text, condition, nextStep) => {
    await cells.value('spark.submit("--conf spark.executor.instances=3"); 1');
    const outcome = await cells.run(`await (async () => ${text})()`);
    expect(outcome).toMatchObject({ kind: "threw", error: { condition, nextStep: expect.stringContaining(nextStep) } });
  });

  it("have types: a wrong name is an error of the cell", async () => {
    const outcome = await cells.run("cluster.executor(1).explode();");
    expect(JSON.stringify(outcome)).toContain("explode");
    expect(outcome.kind).not.toBe("done");
  });

  it("their words are the user's own when the user declares them", async () => {
    expect(
      await cells.value(
        "const host = 'mine', stage = 1, job = 2, at = [3], driver = 4, task = 5, network = 6, executor = 7; host",
      ),
    ).toBe("mine");
    expect(await cells.value("[host.length, stage + job + at[0] + driver + task + network + executor]")).toEqual([
      4, 28,
    ]);
  });
});
