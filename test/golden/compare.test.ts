import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compare } from "./compare.js";
import { comparePlans } from "./compare-plans.js";
import { isomorphism } from "./isomorphism.js";
import type { ObservedJob } from "./observe.js";
import { type GoldenRecord, type RecordedJob, type RecordedStage, readRecords } from "./record.js";

const EVERYTHING = { records: true, chains: true };
const records = readRecords(fileURLToPath(new URL("records/structure", import.meta.url)));

/** The record as if we had run it: jobs one after the other, or all at once. */
function asObserved(jobs: readonly RecordedJob[], atOnce = false): ObservedJob[] {
  return jobs.map((job, i) => ({ ...job, startMs: atOnce ? 0 : i * 10, endMs: i * 10 + 10 }));
}

/** The jobs with `change` applied to one stage of one job. */
function withStage(record: GoldenRecord, job: number, stage: number, change: (s: RecordedStage) => RecordedStage) {
  const jobs = record.jobs.map((j, ji) =>
    ji !== job ? j : { ...j, stages: j.stages.map((s, si) => (si === stage ? change(s) : s)) },
  );
  return asObserved(jobs);
}

function eachStage(record: GoldenRecord, visit: (job: number, stage: number, s: RecordedStage) => void): void {
  record.jobs.forEach((job, ji) => {
    job.stages.forEach((stage, si) => {
      visit(ji, si, stage);
    });
  });
}

describe("compare, on every record", () => {
  it("has the 82 records", () => expect(records).toHaveLength(82));

  it.each(records.map((record) => [record.id, record] as const))("%s", (_, record) => {
    const aspectsOf = (jobs: ObservedJob[], aspects = {}) =>
      compare(record, jobs, record.result, aspects).map((difference) => difference.aspect);

    expect(aspectsOf(asObserved(record.jobs), EVERYTHING)).toEqual([]);
    expect(aspectsOf(asObserved(record.jobs.slice(1)))).toEqual(["jobs"]);
    expect(aspectsOf(asObserved(record.jobs.map((job) => ({ ...job, result: "Job aborted" }))))).toContain("jobs");

    eachStage(record, (job, index, stage) => {
      const changed = (change: Partial<RecordedStage>, aspects = {}) =>
        aspectsOf(
          withStage(record, job, index, (s) => ({ ...s, ...change })),
          aspects,
        );
      expect(changed({ numTasks: stage.numTasks + 1 })).toEqual(["graph"]);
      expect(changed({ status: stage.status === "ran" ? "skipped" : "ran" })).toEqual(["graph"]);
      if (stage.parents.length > 0) expect(changed({ parents: stage.parents.slice(1) })).toEqual(["graph"]);
      if (stage.kind !== undefined) {
        expect(changed({ kind: stage.kind === "ResultTask" ? "ShuffleMapTask" : "ResultTask" })).toEqual(["graph"]);
      }
      if (stage.recordsRead !== undefined) {
        const more = { recordsRead: stage.recordsRead.map((n, i) => (i === 0 ? n + 1 : n)) };
        expect(changed(more)).toEqual([]);
        expect(changed(more, { records: true })).toEqual(["records"]);
      }
      const uncached = { rdds: stage.rdds.map((rdd) => ({ ...rdd, cached: !rdd.cached })) };
      expect(changed(uncached)).toEqual([]);
      expect(changed(uncached, { chains: true })).toEqual(["chains"]);
    });

    record.result.forEach((row, i) => {
      const wrong = record.result.map((value, at) => (at === i ? spoil(row) : value));
      expect(compare(record, asObserved(record.jobs), wrong).map((d) => d.aspect)).toEqual(["result"]);
    });
    expect(compare(record, asObserved(record.jobs), [...record.result, 1])).toHaveLength(1);
  });
});

describe("comparison of plans, on every recorded one", () => {
  const recorded = records.flatMap((record) =>
    record.executedPlans.map((plan, i) => [`${record.id}, plan ${i + 1}`, record, i, textOf(plan)] as const),
  );

  it("has the 70 plans of the 82 records", () => expect(recorded).toHaveLength(70));

  it.each(recorded)("%s", (_, record, at, plan) => {
    const differing = (change: (text: string) => string): number[] => {
      const plans = record.executedPlans.map((other, i) => (i === at ? change(plan) : other));
      return comparePlans(record.executedPlans, plans).flatMap(({ difference }, i) =>
        difference === undefined ? [] : i,
      );
    };
    const lines = plan.trimEnd().split("\n");
    expect(differing((text) => text)).toEqual([]);
    expect(differing((text) => text.replaceAll(/plan_id=\d+/g, "plan_id=1"))).toEqual([]);
    lines.forEach((line, i) => {
      const withLine = (...replacement: readonly string[]) =>
        differing(() => [...lines.slice(0, i), ...replacement, ...lines.slice(i + 1)].join("\n"));
      expect(withLine()).toEqual([at]);
      expect(withLine(line, line)).toEqual([at]);
      expect(withLine(line.replace(/[A-Z]\w+/, "Other"))).toEqual([at]);
      if (line.includes("*(")) {
        expect(withLine(line.replace(/\*\((\d+)\)/, (_star, n: string) => `*(${Number(n) + 1})`))).toEqual([at]);
        expect(withLine(line.replace(/\*\(\d+\) /, ""))).toEqual([at]);
      }
    });
    expect(comparePlans(record.executedPlans, record.executedPlans.slice(1)).at(-1)?.difference).toBeDefined();
    expect(comparePlans(record.executedPlans, [...record.executedPlans, plan]).at(-1)?.difference).toBeDefined();
  });
});

function textOf(plan: string | readonly string[]): string {
  return typeof plan === "string" ? plan : plan.join("\n");
}

/** Another value of the same shape: the innermost last value is changed. */
function spoil(value: unknown): unknown {
  if (Array.isArray(value)) return [...value.slice(0, -1), spoil(value.at(-1))];
  if (typeof value === "number") return value * (1 + 1e-6) + (Number.isInteger(value) ? 1 : 0);
  return typeof value === "boolean" ? !value : `${value}?`;
}

describe("what may differ", () => {
  const diamond = records.find((record) => record.id.startsWith("r16"))!;
  const branches = records.find((record) => record.id.startsWith("r17"))!;
  const broadcast = records.find((record) => record.id === "d22-broadcast-auto@aqe-off")!;

  it("ids and order of sibling stages", () => {
    const jobs = branches.jobs.map((job) => ({
      ...job,
      stages: [...job.stages].reverse().map((stage) => ({
        ...stage,
        id: 100 - stage.id,
        parents: [...stage.parents].reverse().map((id) => 100 - id),
      })),
    }));
    expect(compare(branches, asObserved(jobs), branches.result, EVERYTHING)).toEqual([]);
  });

  it("the order of jobs that ran at once, and of no others", () => {
    const swapped = [...broadcast.jobs].reverse();
    expect(compare(broadcast, asObserved(swapped, true), broadcast.result, EVERYTHING)).toEqual([]);
    expect(compare(broadcast, asObserved(swapped), broadcast.result).length).toBeGreaterThan(0);
  });

  it("the last digits of doubles, never of counts", () => {
    const doubles = { ...diamond, result: [0.1 + 0.2, 3] };
    expect(compare(doubles, asObserved(diamond.jobs), [0.3, 3])).toEqual([]);
    expect(compare(doubles, asObserved(diamond.jobs), [0.3000001, 3])).toHaveLength(1);
    expect(compare(doubles, asObserved(diamond.jobs), [0.3, 4])).toHaveLength(1);
    expect(compare(doubles, asObserved(diamond.jobs), ["0.3", 3])).toHaveLength(1);
  });
});

describe("isomorphism", () => {
  const node = (id: number, label: string, ...parents: number[]) => ({ id, label, parents });

  it("maps a diamond with swapped sides", () => {
    const left = [node(0, "a"), node(1, "x", 0), node(2, "y", 0), node(3, "z", 1, 2)];
    const right = [node(7, "a"), node(5, "y", 7), node(6, "x", 7), node(9, "z", 5, 6)];
    expect(isomorphism(left, right)).toEqual(new Map([[0, 7], [1, 6], [2, 5], [3, 9]])); // biome-ignore format: one pair an edge
  });

  it("tells a diamond from two chains", () => {
    const diamond = [node(0, "a"), node(1, "b", 0), node(2, "b", 0), node(3, "c", 1, 2)];
    const chains = [node(0, "a"), node(1, "b", 0), node(2, "b"), node(3, "c", 1, 2)];
    expect(isomorphism(diamond, chains)).toBeUndefined();
  });

  it("tells one ring of six from two rings of three, which look alike around every node", () => {
    const ring = (edges: [number, number][]) =>
      [0, 1, 2, 3, 4, 5].map((id) =>
        node(id, "n", ...edges.flatMap(([a, b]) => (a === id ? [b] : b === id ? [a] : []))),
      );
    const one = ring([[0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [5, 0]]); // biome-ignore format: an edge a pair
    const two = ring([[0, 1], [1, 2], [2, 0], [3, 4], [4, 5], [5, 3]]); // biome-ignore format: an edge a pair
    expect(isomorphism(one, two)).toBeUndefined();
    expect(isomorphism(one, [...one].reverse())?.size).toBe(6);
  });
});
