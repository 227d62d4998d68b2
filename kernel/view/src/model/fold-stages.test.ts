import { describe, expect, it } from "vitest";
import { buildRun } from "../testing/run-builder.test-support.js";
import { foldJobs, jobFoldTitle } from "./fold-jobs.js";
import { foldStageRows, foldStages, stagesOf } from "./fold-stages.js";
import { runModel } from "./run-model.js";
import type { JobModel, StageModel } from "./run-model-types.js";

interface Given {
  readonly stages: number;
  readonly skipped?: readonly number[];
  readonly failed?: readonly number[];
  /** Beside those from each stage to the next. */
  readonly edges?: readonly (readonly [number, number])[];
  /** Stages with a name of their own; the others are alike. */
  readonly named?: readonly number[];
}

/** A job whose stages each read the one before; each task reads and writes a row of 10 bytes. */
function chain({ stages, skipped = [], failed = [], edges = [], named = [] }: Given): JobModel {
  const ids = Array.from({ length: stages }, (_, id) => id);
  const built = ids.map((id) => ({
    id,
    parents: [...(id === 0 ? [] : [id - 1]), ...edges.filter(([, to]) => to === id).map(([from]) => from)],
    name: named.includes(id) ? `special ${id}` : "map at cell [3]:4",
    result: id === stages - 1,
    totals: { shuffleWriteRecords: 2, shuffleWriteBytes: 20 },
    ...(skipped.includes(id) ? { status: "skipped" as const } : { submittedMs: 10 * id, completedMs: 10 * id + 8 }),
    ...(failed.includes(id) ? { status: "failed" as const, failureReason: "no" } : {}),
  }));
  const tasks = ids
    .filter((id) => !skipped.includes(id))
    .flatMap((stage) =>
      [0, 1].map((partition) => ({ stage, partition, launchMs: 10 * stage, finishMs: 10 * stage + 5 })),
    );
  const stagesOfRun = built.map((stage) => ({ ...stage, numTasks: 2 }));
  return runModel(buildRun({ jobs: [{ id: 0, stages: stagesOfRun }], tasks, endMs: 10 * stages })).jobs[0]!;
}

const labels = (stages: readonly StageModel[]): readonly string[] => stages.map(({ label }) => label);
/** A graph without a way back: each arrow leads from an earlier box to a later one. */
function goesForward({ stages, edges }: JobModel): boolean {
  const place = new Map(stages.map(({ stageId }, i) => [stageId, i]));
  return edges.every(({ from, to }) => place.get(from)! < place.get(to)!);
}

describe("foldStages", () => {
  it("leaves a job alone that can be looked at whole", () => {
    const job = chain({ stages: 10 });
    expect(foldStages(job)).toBe(job);
  });

  it("makes a long loop a few boxes, with exact sums", () => {
    const job = chain({ stages: 250, named: [0] });
    const folded = foldStages(job);
    expect(labels(folded.stages)).toEqual(["0", "1–248", "249"]);
    const [, fold] = folded.stages as [StageModel, StageModel];
    expect(fold.fold).toMatchObject({ kind: "repeated", period: 1 });
    expect([fold.numTasks, fold.counts.succeeded, fold.facts.totals.shuffleWriteRecords]).toEqual([496, 496, 496]);
    expect([fold.startMs, fold.durationMs]).toEqual([10, 2478]);
    expect(folded.edges).toMatchObject([
      { from: 0, to: 1, records: 2, bytes: 20 },
      { from: 1, to: 249, records: 2, bytes: 20 },
    ]);
  });

  it("opens to at most ten parts at a time, until each stage has a box", () => {
    const job = chain({ stages: 250, named: [0] });
    const opened = new Set(["1-248"]);
    const parts = foldStages(job, opened).stages;
    expect(parts.length).toBeLessThanOrEqual(12);
    expect(parts.flatMap(stagesOf)).toHaveLength(250);
    const inner = parts.find(({ fold }) => fold?.stages.some(({ stageId }) => stageId === 99))!;
    opened.add(inner.fold!.key);
    for (;;) {
      const box = foldStages(job, opened).stages.find((stage) =>
        stagesOf(stage).some(({ stageId }) => stageId === 99),
      )!;
      if (box.fold === undefined) break;
      expect(opened.has(box.fold.key)).toBe(false);
      opened.add(box.fold.key);
    }
    const shown = foldStages(job, opened);
    expect(shown.stages.length).toBeLessThan(40);
    expect(goesForward(shown)).toBe(true);
  });

  it("keeps what failed in sight", () => {
    const { stages } = foldStages(chain({ stages: 60, failed: [30] }));
    expect(stages.find(({ label }) => label === "30")).toMatchObject({ status: "failed" });
    expect(stages.length).toBeLessThan(6);
  });

  it("folds rounds of several stages", () => {
    const every = Array.from({ length: 60 }, (_, id) => id).filter((id) => id % 3 === 0);
    const job = chain({ stages: 60 });
    const rounds = { ...job, stages: job.stages.map((s) => (every.includes(s.stageId) ? { ...s, name: "join" } : s)) };
    const [fold] = foldStages(rounds).stages;
    expect(fold!.fold).toMatchObject({ kind: "repeated", period: 3 });
    expect(fold!.name).toBe("join, map at cell [3]:4");
  });

  it("folds skipped stages that only skipped ones read, and says nothing of rows into them", () => {
    const job = chain({ stages: 8, skipped: [0, 1, 2, 3, 4, 5], edges: [[0, 6]] });
    const folded = foldStages(job);
    expect(labels(folded.stages)).toEqual(["0", "1–4", "5", "6", "7"]);
    expect(folded.stages[1]!.fold!.kind).toBe("skipped");
    expect(folded.edges.find(({ from, to }) => from === 0 && to === 1)).not.toHaveProperty("records");
    expect(goesForward(folded)).toBe(true);
  });
});

describe("foldStageRows", () => {
  it("makes skipped neighbours one row, and opens it", () => {
    const { stages } = chain({ stages: 8, skipped: [0, 1, 2, 3, 4, 5] });
    expect(labels(foldStageRows(stages))).toEqual(["0–5", "6", "7"]);
    expect(labels(foldStageRows(stages, new Set(["0-5"])))).toEqual(labels(stages));
  });
});

describe("foldJobs", () => {
  const job = (jobId: number, line = 4): JobModel => ({
    ...chain({ stages: 2 }),
    jobId,
    title: `Job ${jobId} · count at cell [3]:${line}`,
  });

  it("folds a loop but for its last round, and names its jobs", () => {
    const folds = foldJobs([job(0, 1), ...Array.from({ length: 20 }, (_, i) => job(i + 1))]);
    expect(folds.map(({ jobs }) => jobs.length)).toEqual([1, 19, 1]);
    expect(jobFoldTitle(folds[1]!)).toBe("Jobs 1–19 · count at cell [3]:4");
  });

  it("lists a handful of jobs one by one, and one that failed always", () => {
    expect(foldJobs(Array.from({ length: 12 }, (_, i) => job(i)))).toHaveLength(12);
    const jobs = Array.from({ length: 30 }, (_, i) => (i === 10 ? { ...job(i), status: "failed" as const } : job(i)));
    expect(foldJobs(jobs).map((fold) => fold.jobs.length)).toEqual([9, 1, 1, 18, 1]);
  });
});
