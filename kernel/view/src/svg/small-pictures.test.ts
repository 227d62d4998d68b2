import { describe, expect, it } from "vitest";
import { lastAction } from "../model/last-action.js";
import { runModel } from "../model/run-model.js";
import { executorLostRun } from "../testing/executor-lost-run.test-support.js";
import { ordersRun } from "../testing/orders-run.test-support.js";
import { bigRun, failedRun, HOSTILE, hostileRun, longLineage } from "../testing/small-runs.test-support.js";
import { smallDagSvg } from "./small-dag.js";
import { SMALL_GANTT_HEIGHT, smallGanttSvg } from "./small-gantt.js";
import { lightTheme } from "./theme.js";

const options = { theme: lightTheme, idPrefix: "small", width: 340, height: 96 };
const heightOf = (svg: string): number => Number(/ height="(\d+)"/.exec(svg)?.[1]);
const count = (svg: string, what: RegExp): number => [...svg.matchAll(what)].length;

describe("small stage graph", () => {
  it("shows every stage of a small job with what became of it", () => {
    const svg = smallDagSvg(runModel(failedRun()).jobs[0]!, options);
    expect([...svg.matchAll(/data-stage="(\d+)" data-status="(\w+)"/g)].map((m) => [m[1], m[2]])).toEqual([
      ["0", "failed"],
      ["1", "pending"],
    ]);
    expect(svg).toContain("✕");
    expect(svg).toContain("200 tasks");
  });

  it("says how many stages it leaves out of a long lineage", () => {
    const { jobs } = runModel(longLineage(20));
    const svg = smallDagSvg(jobs[0]!, options);
    const drawn = count(svg, /data-stage=/g);
    expect(drawn).toBeLessThan(6);
    expect(svg).toContain(`and ${jobs[0]!.stages.length - drawn} stages more`);
  });

  it("is of all jobs that the last query took", () => {
    const model = runModel(ordersRun());
    const action = lastAction(model)!;
    expect(action.jobId).toBe(model.jobs.at(-1)?.jobId);
    expect(action.title).toMatch(/^Jobs? \d/);
    expect(action.stages.length).toBeGreaterThan(1);
  });

  it("names all jobs of a show that looked at more partitions after its first one", () => {
    const run = ordersRun();
    const last = run.jobs.at(-1)!;
    const more = { ...last, jobId: last.jobId + 1, cause: "take ramp-up" as const };
    const { title, jobId } = lastAction(runModel({ ...run, jobs: [...run.jobs, more] }))!;
    expect(jobId).toBe(more.jobId);
    expect(title).toContain(`–${more.jobId} · `);
  });

  it("has room for the words about what it leaves out", () => {
    const svg = smallDagSvg(runModel(longLineage(20)).jobs[0]!, { ...options, width: 40 });
    expect(Number(/ width="(\d+)/.exec(svg)?.[1])).toBeGreaterThan(100);
  });
});

describe("small timeline", () => {
  it("is a handful of elements, and not higher than promised, however many tasks there were", () => {
    const svg = smallGanttSvg(runModel(bigRun(20_000)).gantt, options);
    expect(count(svg, /<[a-z]/g)).toBeLessThan(90);
    expect(heightOf(svg)).toBeLessThanOrEqual(SMALL_GANTT_HEIGHT);
  });

  it("hatches what failed and marks where an executor was lost", () => {
    const svg = smallGanttSvg(runModel(executorLostRun()).gantt, options);
    expect(svg).toContain("url(#small-hatch)");
    expect(svg).toContain(`stroke="${lightTheme.bad}" stroke-width="2"`);
  });

  it("draws hostile names as text", () => {
    const model = runModel(hostileRun());
    for (const svg of [smallDagSvg(model.jobs[0]!, options), smallGanttSvg(model.gantt, options)]) {
      expect(svg).not.toContain("<script");
      expect(svg).not.toContain(HOSTILE);
    }
  });
});
