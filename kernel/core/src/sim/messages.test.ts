import { describe, expect, test } from "vitest";
import { work } from "../dsl/task-context.js";
import type { SparkMessage, TraceFilter } from "../events/messages/spark-message.js";
import type { Session } from "../session.js";
import { cellSession, endCell, twoStages } from "../testing/cell-program.js";

async function ended(s: Session): Promise<Session> {
  await endCell(s);
  return s;
}

const messages = (s: Session, filter: TraceFilter = {}): SparkMessage[] => s.spark.lastRun!.trace(filter).first();
const names = (s: Session, filter: TraceFilter = {}): string[] => messages(s, filter).map(({ message }) => message);

describe("the messages of a job", () => {
  test("of two tasks: the driver program, the schedulers and the executor, in this order", async () => {
    const s = cellSession({ "spark.executor.instances": "1" });
    await s.sc.parallelize([1, 2], 2).count();
    await ended(s);
    const line = ({ timeMs, from, to, message, detail }: SparkMessage): string =>
      `${timeMs.toFixed(2)} ${from} → ${to}: ${message} ${detail}`.trimEnd();
    expect(messages(s, { sinceMs: 1 }).map(line)).toEqual([
      "10.00 driver program → DAGScheduler: JobSubmitted job 0: count, 2 partitions",
      "20.00 DAGScheduler → TaskScheduler: submitTasks stage 0.0, 2 tasks",
      "20.00 TaskScheduler → SchedulerBackend: ReviveOffers",
      "20.25 SchedulerBackend → executor 0: LaunchTask task 0 (partition 0 of stage 0.0), PROCESS_LOCAL",
      "20.50 SchedulerBackend → executor 0: LaunchTask task 1 (partition 1 of stage 0.0), PROCESS_LOCAL",
      "21.25 executor 0 → SchedulerBackend: StatusUpdate task 0 RUNNING",
      "21.25 executor 0 → driver program: OpenBlocks code of stage 0.0",
      "21.50 executor 0 → SchedulerBackend: StatusUpdate task 1 RUNNING",
      "321.26 executor 0 → SchedulerBackend: StatusUpdate task 0 FINISHED",
      "321.26 executor 0 → SchedulerBackend: StatusUpdate task 1 FINISHED",
      "322.51 TaskScheduler → DAGScheduler: CompletionEvent task 0 (partition 0 of stage 0.0): Success",
      "322.76 TaskScheduler → DAGScheduler: CompletionEvent task 1 (partition 1 of stage 0.0): Success",
      "322.76 DAGScheduler → TaskScheduler: killAllTaskAttempts stage 0: Stage finished",
      "322.76 DAGScheduler → driver program: JobSucceeded job 0",
    ]);
  });

  test("an executor registers before it gets tasks", async () => {
    const s = cellSession({ "spark.executor.instances": "1" });
    await s.sc.parallelize([1], 1).count();
    await ended(s);
    expect(names(s, { untilMs: 1 })).toEqual([
      "RequestExecutors",
      "LaunchExecutor",
      "RetrieveSparkAppConfig",
      "SparkAppConfig",
      "RegisterExecutor",
      "RegisteredExecutor",
      "ExecutorAdded",
      "RegisterBlockManager",
      "LaunchedExecutor",
    ]);
  });

  test("about tasks are as many as there are attempts, and reducers ask where the maps wrote", async () => {
    const s = cellSession();
    await twoStages(s);
    await ended(s);
    const { tasks } = s.spark.lastRun!.document;
    const counts = s.spark.lastRun!.trace().counts();
    expect(counts).toMatchObject({
      LaunchTask: tasks.length,
      StatusUpdate: 2 * tasks.length,
      CompletionEvent: tasks.length,
      JobSubmitted: 1,
      JobSucceeded: 1,
      submitTasks: 2,
    });
    const asked = new Set(
      messages(s, { message: "LaunchTask" })
        .slice(12)
        .map(({ to }) => to),
    );
    expect(
      messages(s, { message: "GetMapOutputStatuses" })
        .map(({ from }) => from)
        .sort(),
    ).toEqual([...asked].sort());
  });

  test("are the same for the same seed, and in order of time", async () => {
    const trace = async (): Promise<SparkMessage[]> => {
      const s = cellSession();
      s.cluster.executor(1).killAt("1500ms");
      await twoStages(s);
      return messages(await ended(s));
    };
    const first = await trace();
    expect(await trace()).toEqual(first);
    const times = first.map(({ timeMs }) => timeMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  test("each executor fetches a broadcast once, when a task needs it", async () => {
    const s = cellSession({ "spark.executor.instances": "2" });
    const names = s.sc.broadcast(["a", "b", "c"]);
    await s.sc
      .parallelize([0, 1, 2, 0], 4)
      .map((i) => names.value[i])
      .count();
    await ended(s);
    const fetches = messages(s, { message: "OpenBlocks" }).filter(({ detail }) => detail.startsWith("broadcast_"));
    expect(fetches.map(({ from }) => from).sort()).toEqual(["executor 0", "executor 1"]);
    expect(fetches.every(({ bytes, taskId }) => bytes! > 0 && taskId !== undefined)).toBe(true);
  });

  test("tell who cancelled a job, and which tasks were killed", async () => {
    const s = cellSession();
    const failing = twoStages(s);
    await s.spark.sleep(1500);
    s.cancelAllJobs("because nobody waits for it");
    await expect(failing).rejects.toThrow();
    await ended(s);
    expect(messages(s, { message: ["JobCancelled", "JobFailed"] }).map(({ message }) => message)).toEqual([
      "JobCancelled",
      "JobFailed",
    ]);
    const killed = messages(s, { message: "KillTask" });
    expect(killed.length).toBeGreaterThan(0);
    expect(killed[0]!.detail).toContain("Stage cancelled");
  });
});

describe("the messages of a fault", () => {
  test("an executor that is killed: the cluster manager tells, the DAGScheduler hears, another one is launched", async () => {
    const s = cellSession();
    s.cluster.executor(1).killAt("1500ms");
    await twoStages(s);
    await ended(s);
    const about = messages(s, { sinceMs: 1500 }).filter(({ message }) =>
      ["RemoveExecutor", "StopExecutor", "ExecutorLost", "LaunchExecutor", "RegisterExecutor"].includes(message),
    );
    expect(about.map(({ message, from, to }) => `${from} → ${to}: ${message}`)).toEqual([
      "cluster manager → SchedulerBackend: RemoveExecutor",
      "SchedulerBackend → executor 1: StopExecutor",
      "TaskScheduler → DAGScheduler: ExecutorLost",
      ...about.slice(3).map(({ message, from, to }) => `${from} → ${to}: ${message}`),
    ]);
    expect(about.map(({ detail }) => detail)).toContain("executor 1: Command exited with code 137");
    // Attempts that went with it were launched, and never reported.
    const { tasks } = s.spark.lastRun!.document;
    const lost = s.spark.lastRun!.tasks.filter(({ status }) => status === "ExecutorLostFailure").length;
    expect(lost).toBeGreaterThan(0);
    const ends = messages(s, { message: "StatusUpdate" }).filter(({ detail }) => detail.endsWith("FINISHED"));
    expect(ends).toHaveLength(tasks.length - lost);
  });

  test("frozen heartbeats: none is sent, and the driver gives the executor up", async () => {
    const s = cellSession();
    s.cluster.executor(2).freezeHeartbeats().after("15s");
    await s.sc.parallelize([...Array(6).keys()], 6).foreach(() => work("4min"));
    await ended(s);
    const beats = (executor: number): number =>
      messages(s, { message: "Heartbeat", from: `executor ${executor}` }).length;
    expect(beats(2)).toBeLessThanOrEqual(1);
    expect(beats(0)).toBeGreaterThan(20);
    expect(messages(s, { message: "HeartbeatResponse", to: "executor 0" })).toHaveLength(beats(0));
    expect(names(s, { from: "HeartbeatReceiver", to: "TaskScheduler" })).toEqual(["ExpireDeadHosts"]);
    expect(messages(s, { message: "KillExecutors" })[0]!.detail).toBe("executor 2: and replace it");
  });

  test("heartbeats that come again in time keep the executor", async () => {
    const s = cellSession();
    s.cluster.executor(2).freezeHeartbeats().from("15s").to("1min");
    await s.sc.parallelize([...Array(6).keys()], 6).foreach(() => work("4min"));
    await ended(s);
    expect(names(s, { message: "ExpireDeadHosts" })).toEqual([]);
    const beats = messages(s, { message: "Heartbeat", from: "executor 2" }).map(({ timeMs }) => timeMs);
    expect(beats.filter((timeMs) => timeMs > 16_000 && timeMs < 59_000)).toEqual([]);
    expect(beats.filter((timeMs) => timeMs > 61_000).length).toBeGreaterThan(10);
  });

  test("a host that is cut off sends in vain", async () => {
    const s = cellSession();
    s.cluster.host("host-2").disconnect().after("15s");
    await s.sc.parallelize([...Array(6).keys()], 6).foreach(() => work("1min"));
    await ended(s);
    const beats = messages(s, { message: "Heartbeat", from: "executor 1", sinceMs: 16_000 });
    expect(beats.length).toBeGreaterThan(0);
    expect(beats.every(({ lost }) => lost === true)).toBe(true);
  });
});

describe("reading a trace", () => {
  test("by component, sender, receiver and number", async () => {
    const s = cellSession();
    await twoStages(s);
    await ended(s);
    const all = messages(s);
    const of = (end: string): SparkMessage[] => all.filter(({ from, to }) => from === end || to === end);
    for (const component of ["DAGScheduler", "executor 1", "cluster manager", "MapOutputTracker"]) {
      expect(messages(s, { component })).toEqual(of(component));
    }
    expect(messages(s, { to: "executor" })).toEqual(all.filter(({ to }) => to.startsWith("executor ")));
    expect(messages(s, { limit: 3 })).toEqual(all.slice(0, 3));
    expect(s.spark.lastRun!.trace({ limit: 3 }).length).toBe(3);
  });

  test.each([
    [{ component: "DAGSchedular" }, /no component 'DAGSchedular'.*DAGScheduler/s],
    [{ from: "executor 9" }, /no component 'executor 9'.*executor \d/s],
    [{ message: "LaunchTasks" }, /no message 'LaunchTasks'.*LaunchTask/s],
  ])("what there is not is named %#", async (filter, expected) => {
    const s = cellSession();
    await s.sc.parallelize([1], 1).count();
    await ended(s);
    expect(() => s.spark.lastRun!.trace(filter)).toThrow(expected);
  });

  test("as text, a wave of tasks is a line for each kind of message", async () => {
    const s = cellSession();
    await twoStages(s);
    await ended(s);
    const lines = String(s.spark.lastRun!.trace({ sinceMs: 1 })).split("\n");
    expect(lines[0]).toMatch(/^Messages of run 1 - \d+$/);
    expect(lines.length).toBeLessThan(30);
    expect(lines.filter((line) => line.includes("LaunchTask ×12"))).toHaveLength(1);
    expect(lines.find((line) => line.includes("GetMapOutputStatuses ×3"))).toContain("shuffle 0");
  });

  test("a second run has its own", async () => {
    const s = cellSession();
    await twoStages(s);
    await ended(s);
    s.beginCell(2);
    await s.sc.parallelize([1], 1).count();
    await ended(s);
    expect(messages(s)[0]).toMatchObject({ message: "JobSubmitted", detail: "job 1: count, 1 partition" });
  });
});
