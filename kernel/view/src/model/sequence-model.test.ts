import { describe, expect, it } from "vitest";
import { bigRun } from "../testing/small-runs.test-support.js";
import { talkingRun } from "../testing/talking-run.test-support.js";
import { sequenceLanes } from "./sequence-lanes.js";
import { messageTitle, SequenceReader, sequenceModel } from "./sequence-model.js";
import { SequenceRows } from "./sequence-rows.js";
import type { SequenceFilter, SequenceMessage } from "./sequence-types.js";

const arrows = (filter: SequenceFilter = {}): SequenceMessage[] =>
  sequenceModel(talkingRun(), filter)
    .groups.flatMap(({ items }) => items)
    .filter((item) => item.kind === "message");
const titles = (filter: SequenceFilter = {}): string[] => arrows(filter).map(messageTitle);

describe("sequenceModel", () => {
  it("has a group for each job and for what is between them", () => {
    const { groups } = sequenceModel(talkingRun());
    expect(groups.map(({ id, title }) => `${id}: ${title}`)).toEqual([
      "job 0: Job 0 · count at cell [3]:1 · 220 ms",
      "before 1: Between jobs",
      "job 1: Job 1 · count at cell [3]:4 · 200 ms",
    ]);
  });

  it("folds what repeats into one arrow with a number, and marks what fails", () => {
    const [first] = sequenceModel(talkingRun()).groups;
    const texts = first!.items.map((item) => (item.kind === "message" ? `${messageTitle(item)} ${item.says}` : ""));
    expect(texts.slice(0, 5)).toEqual([
      "JobSubmitted job 0: count at cell [3]:1, 12 partitions",
      "submitTasks stage 0.0, 12 tasks",
      "ReviveOffers ",
      "LaunchTask ×13 stage 0.0",
      "StatusUpdate ×13 RUNNING",
    ]);
    const launch = arrows().find(({ name }) => name === "LaunchTask")!;
    expect(launch).toMatchObject({ executors: [0, 1, 2], stage: "0.0", from: "SchedulerBackend", tone: "plain" });
    const bad = arrows().filter(({ tone }) => tone === "bad");
    expect(bad.map(({ name, says }) => `${name} ${says}`)).toEqual([
      "StatusUpdate task 45 FAILED",
      "CompletionEvent task 45 (partition 5 of stage 0.0): ExceptionFailure (bad record)",
      "ExecutorLost executor 1: Command exited with code 137",
    ]);
  });

  it("counts every message, however many an arrow stands for", () => {
    const { messages, groups, notKept } = sequenceModel(talkingRun());
    expect(messages).toBe(9 + 17 * 4);
    expect(groups.reduce((sum, group) => sum + group.messages, 0)).toBe(messages);
    expect(notKept).toBe(6);
  });

  it("puts a fault where it happened", () => {
    const between = sequenceModel(talkingRun()).groups[1]!;
    expect(between.items.map((item) => (item.kind === "fault" ? item.text : item.name))).toEqual([
      "executor(1).kill()",
      "RemoveExecutor",
      "ExecutorLost",
    ]);
  });

  it("shows a stage's messages with the start and end of its job", () => {
    const of1 = titles({ stage: "1.0" });
    expect(of1).toEqual(expect.arrayContaining(["JobSubmitted", "submitTasks", "LaunchTask ×4", "JobSucceeded"]));
    expect(arrows({ stage: "1.0" }).every(({ stage }) => stage === undefined || stage === "1.0")).toBe(true);
  });

  it("shows an executor's messages, and those about it", () => {
    const of1 = arrows({ executor: 1 });
    expect(of1.filter(({ name }) => name === "LaunchTask").map(({ count, executors }) => [count, executors])).toEqual([
      [4, [1]],
    ]);
    expect(of1.filter(({ name }) => name === "CompletionEvent").reduce((sum, { count }) => sum + count, 0)).toBe(4);
    expect(of1.map(({ name }) => name)).toContain("ExecutorLost");
  });

  it("shows a topic", () => {
    expect(titles({ topic: "jobs" })).toEqual([
      "JobSubmitted",
      "submitTasks",
      "JobSucceeded",
      "JobSubmitted",
      "submitTasks",
      "JobSucceeded",
    ]);
  });

  it("is the same read in one go or in slices", () => {
    const reader = new SequenceReader(talkingRun());
    let slices = 1;
    while (!reader.read(5)) slices++;
    expect(slices).toBeGreaterThan(10);
    expect(reader.model.groups).toEqual(sequenceModel(talkingRun()).groups);
  });

  it("of many tasks is four arrows a stage", () => {
    const { groups, messages } = sequenceModel(bigRun(20_000));
    expect(messages).toBe(80_000);
    expect(groups.flatMap(({ items }) => items).length).toBe(4 * 20);
  });
});

describe("sequenceLanes", () => {
  it("go from the program to the executors, leaving out who says nothing", () => {
    expect(sequenceLanes(sequenceModel(talkingRun())).map(({ title }) => title)).toEqual([
      "driver program",
      "DAGScheduler",
      "TaskScheduler",
      "SchedulerBackend",
      "cluster manager",
      "executor 0",
      "executor 1",
      "executor 2",
    ]);
  });

  it("are shared by executors when there are many", () => {
    const lanes = sequenceLanes(sequenceModel(bigRun(20_000)));
    expect(lanes.at(-1)!.title).toMatch(/^\d+ (other )?executors$/);
    expect(lanes.length).toBeLessThan(10);
  });
});

describe("SequenceRows", () => {
  const rowsOf = (rows: SequenceRows): string[] =>
    rows.all().map((row) => (row.kind === "message" ? `${row.depth} ${messageTitle(row.message)}` : row.kind));

  it("opens an arrow into executors, and those into messages", () => {
    const rows = new SequenceRows();
    rows.setModel(sequenceModel(talkingRun()));
    const launch = rows.all().find((row) => row.kind === "message" && row.message.name === "LaunchTask")!;
    rows.toggle(launch.id);
    const opened = (depth: number): string[] => rowsOf(rows).filter((text) => text.startsWith(`${depth} `));
    expect(opened(1)).toEqual(["1 LaunchTask ×4", "1 LaunchTask ×4", "1 LaunchTask ×5"]);
    rows.toggle(`${launch.id}/2`);
    expect(opened(2)).toEqual(Array(5).fill("2 LaunchTask"));
    rows.toggle(launch.id);
    expect(opened(1)).toEqual([]);
  });

  it("closes groups", () => {
    const rows = new SequenceRows();
    rows.setModel(sequenceModel(talkingRun()));
    rows.toggle("job 0");
    expect(rowsOf(rows).slice(0, 2)).toEqual(["group", "group"]);
  });

  it("has a part for each stage of a job of many, all closed at first", () => {
    const rows = new SequenceRows();
    rows.setModel(sequenceModel(bigRun(5_000, 100)));
    expect(new Set(rowsOf(rows))).toEqual(new Set(["group"]));
    const folds = rows.all().filter((row) => row.kind === "group" && row.group.title.includes("×"));
    expect(rows.all().length).toBeLessThan(12);
    for (const { id } of folds) rows.open(id);
    expect(rowsOf(rows)).toEqual(Array(51 + folds.length).fill("group"));
    rows.toggle("job 0/stage 7.0");
    expect(rowsOf(rows).filter((text) => text !== "group")).toEqual([
      "0 LaunchTask ×100",
      "0 StatusUpdate ×100",
      "0 StatusUpdate ×100",
      "0 CompletionEvent ×100",
    ]);
  });

  it("says how many messages are not listed one by one", () => {
    const rows = new SequenceRows();
    rows.setModel(sequenceModel(bigRun(20_000)));
    const completion = rows.all().find((row) => row.kind === "message" && row.message.name === "CompletionEvent")!;
    rows.toggle(completion.id);
    const rest = rows.all().find(({ kind }) => kind === "rest");
    expect(rest).toMatchObject({ count: 1000 - 40 });
  });
});
