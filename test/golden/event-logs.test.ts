import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { EventLogReader, type RunDocument, type RunProfile, RunStore, TASK_STATUSES } from "@stageplay/core";
import { dagSvg, decodeRun, encodeRun, lightTheme, planModels, runModel, runText } from "@stageplay/view";
import { describe, expect, it } from "vitest";
import { LoggedNumbers, operatorsOf, SUMMED } from "./logged-numbers.js";

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

/** The run after some lines, and what the same lines say when they are counted by hand. */
class Folded {
  readonly logged: LoggedNumbers = new LoggedNumbers();
  readonly store: RunStore = new RunStore();
  readonly reader: EventLogReader = new EventLogReader(this.store);

  constructor(lines: readonly string[] = []) {
    this.store.startRun(1);
    for (const line of lines) this.add(line);
  }

  add(line: string): void {
    this.reader.line(line);
    this.logged.add(line);
  }

  get run(): RunDocument {
    return this.store.document(RECORDED);
  }
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

const attemptsOf = (run: RunDocument): RunDocument["stages"] =>
  run.stages.filter(({ status }) => status !== "skipped" && status !== "pending");
const statusesOf = ({ tasks }: RunDocument): readonly string[] =>
  Array.from({ length: tasks.length }, (_, row) => TASK_STATUSES[tasks.columns.status[row]!]!);

/** The core time of a run is split without a rest, whenever one looks. */
function expectWholeLedger(run: RunDocument): void {
  const { coreTime } = runModel(run);
  expect(coreTime.parts.reduce((sum, { coreUs }) => sum + coreUs, 0)).toBe(coreTime.totalUs);
}

describe.each(LOGS)("the event log $name", ({ lines }) => {
  const { run, logged } = new Folded(lines);

  it("shows each job with its stages, its times and how it ended", () => {
    const shown = run.jobs.map(({ jobId, stageIds, startMs, endMs, failure }) => {
      const sorted = [...stageIds].sort((a, b) => a - b);
      return { jobId, stageIds: sorted, startMs, endMs, failed: failure !== undefined };
    });
    expect(shown).toEqual(logged.jobs);
  });

  it("shows each stage attempt with its tasks, and the stages that were skipped", () => {
    const attempts = attemptsOf(run).map((stage) => [
      `${stage.stageId}.${stage.attempt}`,
      stage.numTasks,
      stage.status,
      countedIn(run, stage),
    ]);
    const wanted = [...logged.attempts].map(([key, { tasks, status, started }]) => [key, tasks, status, started]);
    expect(attempts.sort()).toEqual(wanted.sort());
    const ran = new Set([...logged.attempts.keys()].map((key) => Number.parseInt(key, 10)));
    const skipped = run.stages.filter(({ status }) => status === "skipped").map(({ stageId }) => stageId);
    expect([...new Set(skipped)].sort()).toEqual([...logged.listed].filter((id) => !ran.has(id)).sort());
  });

  it("shows each executor from when to when it was there, and why it left", () => {
    const shown = run.executors.map(({ host, cores, addedMs, removedMs, removedReason }) => ({
      ...{ host, cores, addedMs },
      ...(removedMs === undefined ? {} : { removedMs, removedReason }),
    }));
    expect(shown).toEqual(logged.executors);
    const { columns, length } = run.tasks;
    const coresOf = new Map(run.executors.map(({ executorId, cores }) => [executorId, cores]));
    for (let row = 0; row < length; row++) expect(columns.core[row]).toBeLessThan(coresOf.get(columns.executor[row]!)!);
  });

  it("shows every task attempt with its end", () => {
    // A task whose output was lost has two ends in the log: its success, and later Resubmitted.
    const resubmitted = logged.ends["Resubmitted"] ?? 0;
    expect(run.tasks.length).toBe(logged.started);
    expect(countBy(statusesOf(run), (status) => status)).toEqual({
      ...logged.ends,
      Success: logged.ends["Success"]! - resubmitted,
    });
    const copies = run.tasks.columns.speculative.subarray(0, run.tasks.length);
    expect([...copies].filter((flag) => flag === 1)).toHaveLength(logged.speculative);
  });

  it("sums what the tasks of each attempt read, wrote and spilled", () => {
    for (const stage of attemptsOf(run)) {
      const { sums } = logged.attempts.get(`${stage.stageId}.${stage.attempt}`)!;
      expect(Object.fromEntries(SUMMED.map((name) => [name, stage.totals[name]]))).toEqual(sums);
    }
  });

  it("shows the queries with their last plans and its numbers", () => {
    expect(
      run.sqlExecutions.map(({ executionId, description, startMs, endMs, errorMessage, planInfo }) => ({
        ...{ executionId, description, startMs, endMs },
        failed: errorMessage !== "",
        operators: operatorsOf(planInfo).map(({ nodeName }) => nodeName),
      })),
    ).toEqual(
      logged.queries.map(({ executionId, description, startMs, endMs, failed, plan }) => ({
        ...{ executionId, description, startMs, endMs, failed },
        operators: operatorsOf(plan).map(({ nodeName }) => nodeName),
      })),
    );
    for (const [i, { planInfo, metrics, initialPlanInfo }] of run.sqlExecutions.entries()) {
      const rows = operatorsOf(planInfo).flatMap((operator) =>
        operator.metrics.filter(({ name }) => name === "number of output rows"),
      );
      const shown = rows.map(({ accumulatorId: id }) => [id, metrics[id] ?? 0]);
      expect(shown).toEqual(rows.map(({ accumulatorId: id }) => [id, logged.metric(logged.queries[i]!, id)]));
      if (logged.queries[i]!.updates > 0) expect(initialPlanInfo).toBeDefined();
    }
    for (const { lines: operators } of planModels(run)) expect(operators.length).toBeGreaterThan(0);
  });

  it("is drawn, and comes back from a notebook as it was", () => {
    const model = runModel(run);
    for (const job of model.jobs) expect(dagSvg(job, { theme: lightTheme })).toContain("<svg");
    expect(model.gantt.count).toBe(logged.started);
    expect(runText(run)).toContain(`${logged.jobs.length} job${logged.jobs.length === 1 ? "" : "s"} · `);
    const again = decodeRun(JSON.parse(JSON.stringify(encodeRun(run))));
    expect(runModel(again).verdict).toEqual(model.verdict);
  });

  it("can be looked at after any event, and shows what has happened until then", () => {
    const folded = new Folded();
    for (const [i, line] of lines.entries()) {
      folded.add(line);
      // Of the many events of tasks every fifth will do.
      if (!folded.store.hasRun || (i % 5 !== 0 && line.startsWith('{"Event":"SparkListenerTask'))) continue;
      const { logged: until, run: now } = folded;
      const ends = Object.values(until.ends).reduce((sum, count) => sum + count, 0) - (until.ends["Resubmitted"] ?? 0);
      expect({
        jobs: now.jobs.map(({ endMs }) => endMs),
        attempts: countBy(attemptsOf(now), ({ status }) => status),
        running: statusesOf(now).filter((status) => status === "Running").length,
        executors: now.executors.map(({ removedMs }) => removedMs),
        queries: now.sqlExecutions.map(({ endMs }) => endMs),
      }).toEqual({
        jobs: until.jobs.map(({ endMs }) => endMs),
        attempts: countBy([...until.attempts.values()], ({ status }) => status),
        running: until.started - ends,
        executors: until.executors.map(({ removedMs }) => removedMs),
        queries: until.queries.map(({ endMs }) => endMs),
      });
      expectWholeLedger(now);
    }
    expect(folded.reader.damagedLines).toBe(0);
  });
});

describe("a log that is not whole", () => {
  const { lines } = LOGS[0]!;
  const fold = (some: readonly string[]): RunDocument => {
    const store = new RunStore();
    store.startRun(1);
    const reader = new EventLogReader(store);
    for (const line of some) reader.line(line);
    return store.document(RECORDED);
  };

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

/** Attempts of tasks in a stage attempt. */
function countedIn({ tasks: { columns, length } }: RunDocument, stage: RunDocument["stages"][number]): number {
  let count = 0;
  for (let row = 0; row < length; row++) {
    if (columns.stageId[row] === stage.stageId && columns.stageAttempt[row] === stage.attempt) count++;
  }
  return count;
}
