import { describe, expect, test } from "vitest";
import { work } from "../../dsl/task-context.js";
import type { RunDocument } from "../../events/run.js";
import type { Session } from "../../session.js";
import { cellSession, endCell, secondTasks } from "../../testing/cell-program.js";
import { at, job, stage } from "./run-condition.js";

function session(conf: Record<string, string> = {}): { readonly s: Session; readonly printed: string[] } {
  const printed: string[] = [];
  return { s: cellSession(conf, { printed }), printed };
}

const seconds = (s: Session, tasks = 12): Promise<number> => secondTasks(s, tasks);
const ended = (run: RunDocument): number => Math.round((run.endMs - run.startMs) / 100) / 10;
const told = (run: RunDocument): string[] =>
  run.faults.map(({ timeMs, description }) => `${Math.round(timeMs - run.startMs)}: ${description}`);

describe("when a fault happens", () => {
  test("moments count from the cell's first job, whatever happened before", async () => {
    const { s } = session();
    await seconds(s);
    await endCell(s);
    s.beginCell(2);
    await s.spark.sleep("10s");
    s.cluster.executor(1).killAt("500ms");
    await seconds(s);
    expect(told(await endCell(s))).toEqual(['500: Executor 1 was killed: injected by executor(1).killAt("500ms")']);
  });

  test("executors and hosts that are still on their way can be named", async () => {
    const { s } = session({ "spark.master": "spark://h:7077", "spark.executor.cores": "8", "spark.cores.max": "24" });
    expect(s.cluster.executors).toEqual([]);
    s.cluster.executor(1).killAt("6s");
    s.cluster.host(2).slow(2);
    expect(() => s.cluster.executor(3)).toThrow("Name one of 0, 1, 2");
    expect(() => s.cluster.host(4)).toThrow("Name one of host-1, host-2, host-3");
    await seconds(s, 96);
    const run = await endCell(s);
    expect(run.faults.map((fault) => fault.description)).toEqual([
      "host-2 is 2 times slower: injected by host(2).slow(2)",
      'Executor 1 was killed: injected by executor(1).killAt("6s")',
    ]);
    expect(run.faults[1]!.timeMs - run.startMs).toBe(6000);
  });

  test("one whose moment is refused does not happen at once instead", async () => {
    const { s, printed } = session();
    expect(() => s.cluster.executor(1).killAt("noon")).toThrow("INVALID_DURATION");
    expect(() =>
      s.cluster
        .executor(1)
        .kill()
        .when("500ms" as never),
    ).toThrow("INVALID_FAULT");
    expect(() => s.cluster.host(1).slow(2).until("noon")).toThrow("INVALID_DURATION");
    await seconds(s);
    expect(told(await endCell(s))).toEqual([]);
    expect(printed).toEqual([]);
  });

  test("conditions can be put together", async () => {
    const { s } = session();
    s.cluster
      .host(1)
      .slow(2)
      .when(job(0).started.and(at("1500ms")));
    s.cluster
      .host(2)
      .slow(2)
      .when(stage(99).completed.or(at("1700ms")));
    await seconds(s);
    expect(told(await endCell(s))).toEqual([
      '1500: host-1 is 2 times slower: injected by host(1).slow(2).when(job(0).started.and(at("1500ms")))',
      '1700: host-2 is 2 times slower: injected by host(2).slow(2).when(stage(99).completed.or(at("1700ms")))',
    ]);
  });

  test("a delay counts from the condition; a task's moment is a condition", async () => {
    const { s } = session();
    s.cluster
      .executor(0)
      .preempt()
      .when(s.task({ partition: 7 }).running)
      .after("100ms");
    await seconds(s);
    const run = await endCell(s);
    const launched = Array.from({ length: run.tasks.length }, (_, row) => run.tasks.record(row)).find(
      ({ partition }) => partition === 7,
    )!;
    expect(run.faults[0]!.timeMs).toBeCloseTo(launched.launchMs + 100, 0);
  });

  test("an executor's loss is a condition", async () => {
    const { s } = session();
    s.cluster.executor(2).killAt("200ms");
    s.cluster.host(1).slow(3).when(s.cluster.executor(2).lost);
    s.cluster.executor(1).kill().when(s.cluster.executor(2).lost).after("1s");
    await seconds(s);
    const [, slow, killed] = told(await endCell(s));
    expect(slow).toMatch(/^6\d\d: host-1 is 3 times slower/);
    expect(killed).toMatch(/^16\d\d: Executor 1 was killed/);
  });

  test("a fault happens as often as it is told", async () => {
    const { s } = session();
    s.cluster.preempt().after("300ms").times(2);
    await seconds(s);
    const run = await endCell(s);
    expect(run.faults.map(({ timeMs }) => timeMs - run.startMs).map(Math.round)).toHaveLength(2);
    expect(run.executors.filter(({ removedReason }) => removedReason === "Container was preempted.")).toHaveLength(2);
  });
});

describe("faults that last", () => {
  test("a slow host is as fast as before after a while", async () => {
    const { s } = session();
    s.cluster.host(1).slow(3).for("2s");
    await seconds(s, 30);
    const run = await endCell(s);
    expect(told(run)[1]).toMatch(/^1990: host-1 is as fast as before/);
    const onHost = Array.from({ length: run.tasks.length }, (_, row) => run.tasks.record(row)).filter(
      ({ executor }) => executor === 0,
    );
    const [first, second, ...others] = onHost.map(({ runMs }) => Math.round(runMs));
    expect([first, second]).toEqual([2119, 2119]);
    expect(new Set(others)).toEqual(new Set([1000]));
  });

  test("they are over with their cell", async () => {
    const { s } = session();
    s.cluster.host(1).slow(3);
    await seconds(s);
    const slow = ended(await endCell(s));
    s.beginCell(2);
    await seconds(s);
    expect(ended(await endCell(s))).toBeLessThan(slow);
  });

  test("unless they are kept", async () => {
    const { s } = session();
    s.cluster.host(1).slow(3).keep();
    for (const cell of [1, 2]) {
      s.beginCell(cell);
      await seconds(s);
      expect(ended(await endCell(s))).toBeGreaterThan(2.9);
    }
    s.cluster.clearFaults();
    s.beginCell(3);
    await seconds(s);
    expect(ended(await endCell(s))).toBeLessThan(2.9);
  });

  test("hosts on two sides of a partition fetch nothing from each other until it is over", async () => {
    const { s } = session();
    s.cluster.network.partition(["host-1"], ["host-2", 3]).when(stage(0).completed).for("20s");
    const count = await s.sc
      .parallelize([...Array(12).keys()], 12)
      .map((n): [number, number] => [n % 6, n])
      .reduceByKey((a, b) => a + b, 6)
      .count();
    expect(count).toBe(6);
    const { tasks, executors } = await endCell(s);
    const failed = Array.from({ length: tasks.length }, (_, row) => tasks.record(row)).filter(
      ({ status }) => status === "FetchFailed",
    );
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]!.reason).toContain("Failed to connect to host-");
    expect(executors.filter(({ removedMs }) => removedMs !== undefined)).toEqual([]);
  });

  test("a partition that is over before the last retry costs time only (spark.shuffle.io.maxRetries)", async () => {
    const { s } = session();
    s.cluster.network.partition(["host-1"], ["host-2", 3]).when(stage(0).completed).for("9s");
    await s.sc
      .parallelize([...Array(12).keys()], 12)
      .map((n): [number, number] => [n % 6, n])
      .reduceByKey((a, b) => a + b, 6)
      .count();
    const { tasks } = await endCell(s);
    const reducers = Array.from({ length: tasks.length }, (_, row) => tasks.record(row)).slice(12);
    expect(new Set(reducers.map(({ status, runMs }) => `${status} ${Math.round(runMs / 1000)} s`))).toEqual(
      new Set(["Success 0 s", "Success 10 s"]),
    );
  });

  test("what was finished behind a partition is told when the driver is reached again", async () => {
    const { s } = session({ "spark.executor.cores": "2" });
    s.cluster.network.partition(["driver"], ["host-3"]).from("500ms").to("20s");
    await seconds(s);
    const run = await endCell(s);
    expect(run.executors.every(({ removedMs }) => removedMs === undefined)).toBe(true);
    const late = Array.from({ length: run.tasks.length }, (_, row) => run.tasks.record(row)).filter(
      ({ executor }) => executor === 2,
    );
    expect(late).toHaveLength(2);
    for (const task of late) expect(Math.round((task.finishMs - run.startMs) / 100)).toBe(200);
  });

  test("the driver gives up an executor that it does not reach for too long (C14)", async () => {
    const { s } = session();
    s.cluster.network.partition(["driver"], ["host-3"]).from("500ms");
    await seconds(s);
    const run = await endCell(s);
    expect(run.executors.find(({ executorId }) => executorId === 2)!.removedReason).toMatch(/heartbeat timed out/);
  });

  test("an executor that is heard of again in time lives on", async () => {
    const { s } = session();
    s.cluster.executor(2).freezeHeartbeats().after("1s").for("1min");
    await s.sc.parallelize([...Array(6).keys()], 6).foreach(() => work("5min"));
    expect((await endCell(s)).executors.every(({ removedMs }) => removedMs === undefined)).toBe(true);
  });
});

describe("the list of faults", () => {
  test("says how far each is", async () => {
    const { s } = session();
    s.cluster.executor(1).killAt("500ms");
    s.cluster.host(1).slow(2);
    s.task({ partition: 3 }).fail(2);
    s.cluster.executor(0).kill().when(stage(7).completed);
    await seconds(s);
    expect(s.cluster.faults.map(({ text, state }) => [text, state])).toEqual([
      ['executor(1).killAt("500ms")', "happened"],
      ["host(1).slow(2)", "in force"],
      ["task({ partition: 3 }).fail(2)", "in force"],
      ["executor(0).kill().when(stage(7).completed)", "armed"],
    ]);
    await endCell(s);
    expect(s.cluster.faults).toEqual([]);
  });

  test.each<[string, (s: Session) => void, string | undefined]>([
    [
      "a stage that never ran",
      (s) => s.cluster.executor(0).kill().when(stage(7).completed),
      "executor(0).kill().when(stage(7).completed) did not happen: no stage 7 ran in this cell, which had stages 0",
    ],
    [
      "a partition out of range",
      (s) => s.task({ stage: 0, partition: 70 }).fail(2),
      "task({ stage: 0, partition: 70 }).fail(2) did not happen: stage 0 has partitions 0 … 11",
    ],
    [
      "a moment that did not come",
      (s) => s.cluster.executor(0).killAt("1h"),
      'executor(0).killAt("1h") did not happen: the cell ended before',
    ],
    [
      "a delay that the cell did not last for",
      (s) => {
        s.cluster.executor(0).killAt("500ms");
        s.cluster.executor(1).kill().when(s.cluster.executor(0).lost).after("1h");
      },
      'executor(1).kill().when(executor(0).lost).after("1h") did not happen: the cell ended less than 1.0 h after executor(0).lost',
    ],
    [
      "too few attempts",
      (s) => s.cluster.executor(0).preempt().after("300ms").times(9),
      'executor(0).preempt().after("300ms").times(9) did nothing: executor 0 was gone already',
    ],
    ["what happened", (s) => s.cluster.executor(1).killAt("500ms"), undefined],
    ["what was taken back", (s) => s.cluster.executor(1).killAt("1h").cancel(), undefined],
    ["what is kept", (s) => s.cluster.executor(1).killAt("1h").keep(), undefined],
  ])("at the end of the cell the user is told of %s", async (_, inject, note) => {
    const { s, printed } = session();
    inject(s);
    await seconds(s);
    await endCell(s);
    expect(printed).toEqual(note === undefined ? [] : [`${note}. A fault ends with its cell unless you .keep() it.`]);
  });

  test("a fault that outlived its aborted job is not for later cells", async () => {
    const { s, printed } = session();
    s.task({ partition: 1 }).fail(9);
    s.task({ partition: 11 }).fail(1).when(stage(1).started);
    await expect(seconds(s)).rejects.toThrow(/failed 4 times/);
    await endCell(s);
    expect(printed).toHaveLength(1);
    s.beginCell(2);
    await seconds(s);
    expect((await endCell(s)).faults).toEqual([]);
  });

  test("a kept fault counts its moment from the first job of a later cell", async () => {
    const { s } = session();
    s.cluster.executor(1).killAt("2500ms").keep();
    await seconds(s, 1);
    expect((await endCell(s)).faults).toEqual([]);
    s.beginCell(2);
    await seconds(s, 24);
    expect(told(await endCell(s))).toEqual([
      '2500: Executor 1 was killed: injected by executor(1).killAt("2500ms").keep()',
    ]);
  });
});

describe("what cannot be is named at once", () => {
  test.each<[(s: Session) => unknown, RegExp]>([
    [(s) => s.cluster.executor(9), /INVALID_FAULT.*no executor 9.*Name one of 0, 1, 2/s],
    [(s) => s.cluster.host(1).slow(-1), /INVALID_FAULT.*slow\(-1\)/s],
    [(s) => s.cluster.executor(1).kill().after("soon"), /INVALID_DURATION.*soon/s],
    [(s) => s.cluster.executor(1).killAt("soon"), /INVALID_DURATION.*soon/s],
    [
      (s) =>
        s.cluster
          .executor(1)
          .kill()
          .when("later" as never),
      /INVALID_FAULT.*stage\(1\)\.completed/s,
    ],
    [(s) => s.cluster.executor(1).kill().times(0), /INVALID_FAULT.*times\(0\)/s],
    [(s) => s.cluster.network.partition([], ["host-1"]), /INVALID_FAULT.*two sides/s],
    [(s) => s.cluster.network.partition(["host-1"], [1]), /INVALID_FAULT.*both sides/s],
    [(s) => s.cluster.network.partition(["host-9"], [1]), /INVALID_FAULT.*No executor is on host-9/s],
    [(s) => s.cluster.preempt(0), /INVALID_FAULT.*preempt\(0\)/s],
    [() => stage(1.5), /INVALID_FAULT.*stage\(1.5\)/s],
    [(s) => s.task({ partition: 1 }).fail(0), /INVALID_FAULT.*fail\(0\)/s],
    [(s) => s.task({}), /INVALID_FAULT.*names no task/s],
    [(s) => s.task({ part: 3 } as never), /INVALID_FAULT.*no 'part'/s],
  ])("%#", (inject, message) => {
    expect(() => inject(session().s)).toThrow(message);
  });

  test.each<[(s: Session) => unknown]>([
    [(s) => s.cluster.executor(0).kill()],
    [(s) => s.cluster.driver.kill()],
    [(s) => s.cluster.preempt()],
  ])("a local master has nothing that could go by itself %#", (inject) => {
    const { s } = session({ "spark.master": "local[2]" });
    expect(() => inject(s)).toThrow(/INVALID_FAULT.*local\[2\].*master\("yarn"\)/s);
  });

  test("a moment that is over", async () => {
    const { s } = session();
    await seconds(s);
    expect(() => s.cluster.executor(1).killAt("1s")).toThrow(/INVALID_FAULT.*over.*after\("3s"\)/s);
  });
});
