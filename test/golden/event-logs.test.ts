import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { EventLogReader, type RunDocument, type RunProfile, RunStore, TASK_STATUSES } from "@stageplay/core";
import { dagSvg, decodeRun, encodeRun, lightTheme, planModels, runModel, runText } from "@stageplay/view";
import { describe, expect, it } from "vitest";

const FOLDER = fileURLToPath(new URL("./records/eventlogs/", import.meta.url));
const LOGS = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".jsonl.gz"))
  .map((file) => ({
    name: file.replace(".jsonl.gz", ""),
    lines: gunzipSync(readFileSync(FOLDER + file))
      .toString("utf8")
      .trimEnd()
      .split("\n"),
  }));

const RECORDED: RunProfile = {
  sparkVersion: "4.3.0",
  aqe: true,
  seed: 0,
  costProfile: "recorded",
  rows: "recorded",
  bytes: "recorded",
  times: "recorded",
};

interface LoggedEvent {
  readonly Event: string;
  // biome-ignore lint/suspicious/noExplicitAny: the log as it is, to count in it by hand
  readonly [field: string]: any;
}

/** What a log says, counted without the reader. */
function countedIn(lines: readonly string[]) {
  const events = lines.map((line) => JSON.parse(line) as LoggedEvent);
  const of = (name: string): readonly LoggedEvent[] =>
    events.filter(({ Event }) => Event.endsWith(`.${name}`) || Event === name);
  const started = of("SparkListenerJobStart");
  const submitted = of("SparkListenerStageSubmitted").map((event) => keyOf(event["Stage Info"]));
  const listed = started.flatMap((event) => event["Stage Infos"].map(keyOf) as string[]);
  const ran = new Set(submitted.map((key) => key.split(".")[0]));
  return {
    jobs: started.map((event) => event["Job ID"] as number),
    failedJobs: of("SparkListenerJobEnd").filter((event) => event["Job Result"].Result !== "JobSucceeded").length,
    attempts: [...submitted].sort(),
    skipped: [...new Set(listed)].filter((key) => !ran.has(key.split(".")[0]!)).sort(),
    failedAttempts: of("SparkListenerStageCompleted").filter((event) => event["Stage Info"]["Failure Reason"]).length,
    tasks: of("SparkListenerTaskStart").length,
    ends: countBy(of("SparkListenerTaskEnd"), (event) => event["Task End Reason"].Reason),
    speculative: of("SparkListenerTaskStart").filter((event) => event["Task Info"].Speculative).length,
    executors: of("SparkListenerExecutorAdded").length,
    removed: of("SparkListenerExecutorRemoved").length,
    executions: of("SparkListenerSQLExecutionStart").map((event) => event["executionId"] as number),
    shuffleWritten: of("SparkListenerTaskEnd")
      .filter((event) => event["Task End Reason"].Reason === "Success")
      .reduce((sum, event) => sum + event["Task Metrics"]["Shuffle Write Metrics"]["Shuffle Bytes Written"], 0),
  };
}

function keyOf(info: LoggedEvent): string {
  return `${info["Stage ID"]}.${info["Stage Attempt ID"]}`;
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

function fold(lines: readonly string[]): RunDocument {
  const store = new RunStore();
  store.startRun(1);
  const reader = new EventLogReader(store);
  for (const line of lines) reader.line(line);
  return store.document(RECORDED);
}

describe.each(LOGS)("the event log $name", ({ lines }) => {
  const run = fold(lines);
  const logged = countedIn(lines);

  it("shows the jobs, stages, attempts, skipped stages and executors that are in it", () => {
    expect(run.jobs.map(({ jobId }) => jobId)).toEqual(logged.jobs);
    expect(run.jobs.filter(({ failure }) => failure !== undefined)).toHaveLength(logged.failedJobs);
    const keys = (status: boolean): string[] =>
      run.stages
        .filter((stage) => (stage.status === "skipped") === status)
        .map((stage) => `${stage.stageId}.${stage.attempt}`);
    expect(keys(false).sort()).toEqual(logged.attempts);
    expect(keys(true).sort()).toEqual(logged.skipped);
    expect(run.stages.filter(({ status }) => status === "failed")).toHaveLength(logged.failedAttempts);
    expect(run.executors).toHaveLength(logged.executors);
    expect(run.executors.filter(({ removedMs }) => removedMs !== undefined)).toHaveLength(logged.removed);
  });

  it("shows every task attempt with its end and its metrics", () => {
    const { tasks } = run;
    expect(tasks.length).toBe(logged.tasks);
    const statuses = Array.from({ length: tasks.length }, (_, row) => TASK_STATUSES[tasks.columns.status[row]!]!);
    // A task whose output was lost has two ends in the log: its success, and later Resubmitted.
    const resubmitted = logged.ends["Resubmitted"] ?? 0;
    const expected = { ...logged.ends, Success: logged.ends["Success"]! - resubmitted };
    expect(countBy(statuses, (status) => status)).toEqual(expected);
    expect([...tasks.columns.speculative.subarray(0, tasks.length)].filter((flag) => flag === 1)).toHaveLength(
      logged.speculative,
    );
    const written = run.stages.reduce((sum, stage) => sum + stage.totals.shuffleWriteBytes, 0);
    if (resubmitted === 0) expect(written).toBe(logged.shuffleWritten);
    for (const executor of run.executors) {
      const cores = Array.from({ length: tasks.length }, (_, row) => row).filter(
        (row) => tasks.columns.executor[row] === executor.executorId,
      );
      for (const row of cores) expect(tasks.columns.core[row]).toBeLessThan(executor.cores);
    }
  });

  it("shows the queries with their plans and numbers", () => {
    expect(run.sqlExecutions.map(({ executionId }) => executionId)).toEqual(logged.executions);
    for (const plan of planModels(run)) expect(plan.lines.length).toBeGreaterThan(0);
    const rows = planModels(run).flatMap(({ lines: operators }) =>
      operators.flatMap(({ metrics }) => metrics.filter(({ name }) => name === "number of output rows")),
    );
    if (run.sqlExecutions.length > 0) expect(rows.length).toBeGreaterThan(0);
  });

  it("is drawn, and comes back from a notebook as it was", () => {
    const model = runModel(run);
    for (const job of model.jobs) expect(dagSvg(job, { theme: lightTheme })).toContain("<svg");
    expect(model.gantt.count).toBe(logged.tasks);
    expect(runText(run)).toContain(`${logged.jobs.length} job${logged.jobs.length === 1 ? "" : "s"} · `);
    const again = decodeRun(JSON.parse(JSON.stringify(encodeRun(run))));
    expect(runModel(again).verdict).toEqual(model.verdict);
  });

  it("can be looked at after any event", () => {
    const store = new RunStore();
    store.startRun(1);
    const reader = new EventLogReader(store);
    let before = 0;
    for (const [i, line] of lines.entries()) {
      reader.line(line);
      // Of the many events of tasks every fifth will do.
      if (!store.hasRun || (i % 5 !== 0 && line.startsWith('{"Event":"SparkListenerTask'))) continue;
      const model = runModel(store.document(RECORDED));
      const ended = model.run.jobs.filter(({ endMs }) => endMs !== undefined).length;
      expect(ended).toBeGreaterThanOrEqual(before);
      before = ended;
    }
    expect(before).toBe(logged.jobs.length);
    expect(reader.damagedLines).toBe(0);
  });
});

describe("a log that is not whole", () => {
  const { lines } = LOGS[0]!;

  it("counts a last line that is cut off, and shows the rest", () => {
    const store = new RunStore();
    store.startRun(1);
    const reader = new EventLogReader(store);
    for (const line of [...lines.slice(0, 40), lines[40]!.slice(0, 200)]) reader.line(line);
    expect(reader.damagedLines).toBe(1);
    expect(store.document(RECORDED).jobs.length).toBeGreaterThan(0);
  });

  it("passes over ends without a beginning, unknown events and missing fields", () => {
    const late = fold(lines.slice(Math.floor(lines.length / 2)));
    expect(() => runModel(late)).not.toThrow();
    const strange = [
      '{"Event":"SparkListenerNews"}',
      "[]",
      "null",
      '{"Event":"SparkListenerTaskEnd"}',
      '{"Event":"SparkListenerJobStart"}',
      "",
    ];
    expect(() => runModel(fold(strange))).not.toThrow();
  });
});
