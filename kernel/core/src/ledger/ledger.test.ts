import { describe, expect, test } from "vitest";
import { Ledger } from "./ledger.js";
import type { LedgerName } from "./ledger-names.js";
import { type RunSketch, runOf } from "./run-sketch.test-support.js";

/** The ledger in milliseconds of one core. */
function ledgerOf(sketch: RunSketch): Partial<Record<LedgerName, number>> {
  const ledger = new Ledger(runOf(sketch));
  expect(ledger.entries.reduce((sum, { coreUs }) => sum + coreUs, 0)).toBe(ledger.totalUs);
  return Object.fromEntries(ledger.entries.map(({ name, coreUs }) => [name, coreUs / 1000]));
}

const oneTask = { stage: 0, partition: 0, executor: 0, from: 0, to: 10 };

describe("an attempt's time is split into phases", () => {
  test("as its metrics say; what remains is scheduler delay", () => {
    const times = { deserializeMs: 1, runMs: 8, gcMs: 2, fetchWaitMs: 1.5, shuffleWriteMs: 0.5 };
    expect(ledgerOf({ stages: [{ from: 0, to: 10 }], tasks: [{ ...oneTask, times }], to: 10 })).toEqual({
      "scheduler delay": 1,
      "task deserialization": 1,
      "fetch wait": 1.5,
      "executor computing": 4,
      GC: 2,
      "shuffle write": 0.5,
    });
  });

  test("metrics that claim more than there was are cut", () => {
    const times = { deserializeMs: 8, runMs: 8, gcMs: 9 };
    expect(ledgerOf({ stages: [{ from: 0, to: 10 }], tasks: [{ ...oneTask, times }], to: 10 })).toEqual({
      "task deserialization": 8,
      GC: 2,
    });
  });

  test("an attempt that was lost has none", () => {
    const tasks = [{ ...oneTask, status: "ExecutorLostFailure" as const }];
    expect(ledgerOf({ stages: [{ from: 0, to: 10, status: "failed" }], tasks, to: 10 })).toEqual({
      "not reported": 10,
    });
  });
});

describe("an idle core has one reason", () => {
  const busy = { ...oneTask, executor: 1, to: 20 };
  const two = [{}, {}];
  const stages = [{ from: 0, to: 20 }];
  test.each<[LedgerName, number, RunSketch]>([
    ["program", 10, { stages: [{ from: 0, to: 10 }], tasks: [oneTask], jobs: [{ from: 0, to: 10 }], to: 20 }],
    [
      "planning",
      10,
      {
        stages: [{ from: 10, to: 20 }],
        tasks: [{ ...oneTask, from: 10, to: 20 }],
        jobs: [{ from: 10, to: 20 }],
        queries: [{ executionId: 0, from: 0, to: 20 }],
        to: 20,
      },
    ],
    [
      "stage submission",
      10,
      { stages: [{ from: 0, ready: 10, to: 20 }], tasks: [{ ...oneTask, from: 10, to: 20 }], to: 20 },
    ],
    ["too few tasks", 20, { executors: two, stages, tasks: [busy], to: 20 }],
    ["barrier tail", 10, { executors: two, stages, tasks: [oneTask, { ...busy, partition: 1 }], to: 20 }],
    [
      "locality wait",
      5,
      {
        stages: [{ from: 0, to: 20, prefersPlaces: true }],
        tasks: [{ ...oneTask, from: 5, to: 20 }],
        to: 20,
      },
    ],
    ["next offer", 5, { stages, tasks: [{ ...oneTask, from: 5, to: 20 }], to: 20 }],
    [
      "barrier slots",
      5,
      { stages: [{ from: 0, to: 20, isBarrier: true }], tasks: [{ ...oneTask, from: 5, to: 20 }], to: 20 },
    ],
    [
      "excluded",
      10,
      {
        executors: two,
        stages,
        tasks: [
          { ...busy, to: 10 },
          { ...busy, partition: 1, from: 10 },
        ],
        more: { exclusions: [{ executorId: 0, fromMs: 0, untilMs: 50 }] },
        to: 20,
      },
    ],
    [
      "resubmission wait",
      6,
      {
        stages: [
          { stageId: 0, from: 0, to: 7, status: "failed", parentIds: [] },
          { stageId: 0, attempt: 1, from: 13, to: 20, parentIds: [] },
        ],
        tasks: [
          { ...oneTask, to: 7, status: "FetchFailed" },
          { ...oneTask, stageAttempt: 1, from: 13, to: 20 },
        ],
        to: 20,
      },
    ],
    [
      "decommissioned",
      10,
      { executors: [{ decommissionedMs: 4 }], stages: [{ from: 0, to: 10 }], tasks: [oneTask], to: 20 },
    ],
    ["failure detection", 6, { executors: [{ stoppedMs: 10, removedMs: 16 }], stages, tasks: [oneTask], to: 20 }],
    [
      "allocation",
      24,
      { executors: [{}, { cores: 2, requestedMs: 3, addedMs: 15 }], stages, tasks: [oneTask], to: 20 },
    ],
    [
      "task cpus",
      20,
      { executors: [{ cores: 3 }], stages, tasks: [oneTask], more: { conf: { "spark.task.cpus": "2" } }, to: 20 },
    ],
  ])("%s", (name, ms, sketch) => {
    expect(ledgerOf(sketch)[name]).toBe(ms);
  });

  test("a task that failed here waits for another executor (C9)", () => {
    const tasks = [
      { ...oneTask, to: 4, status: "ExceptionFailure" as const },
      { stage: 0, partition: 1, executor: 1, from: 0, to: 12 },
      { ...oneTask, attempt: 1, executor: 1, from: 12, to: 20 },
    ];
    const sketch = { executors: [{}, {}], stages: [{ from: 0, to: 20 }], tasks, to: 20 };
    expect(ledgerOf({ ...sketch, more: { conf: { "spark.excludeOnFailure.enabled": "true" } } })["excluded"]).toBe(8);
    expect(ledgerOf(sketch)["next offer"]).toBe(8);
  });

  test("what a lost executor ran at its end is failure detection too", () => {
    const tasks = [{ ...oneTask, to: 16, status: "ExecutorLostFailure" as const }];
    const executors = [{ stoppedMs: 10, removedMs: 16 }];
    expect(ledgerOf({ executors, stages: [{ from: 0, to: 16 }], tasks, to: 16 })).toEqual({
      "not reported": 10,
      "failure detection": 6,
    });
  });
});

describe("a ledger of a part", () => {
  const run = runOf({
    stages: [
      { from: 0, to: 10 },
      { from: 10, to: 30, parentIds: [] },
    ],
    tasks: [oneTask, { stage: 1, partition: 0, executor: 0, from: 10, to: 30 }],
    jobs: [
      { from: 0, to: 10, stageIds: [0] },
      { from: 5, to: 30, stageIds: [1] },
    ],
    to: 30,
  });

  test("of a job names the work of others", () => {
    const ledger = new Ledger(run, { job: 1 });
    expect([ledger.coreUs("other work"), ledger.coreUs("executor computing"), ledger.totalUs]).toEqual([
      5000, 20_000, 25_000,
    ]);
    expect([ledger.runUs, ledger.idleUs, ledger.endedAs("Success")]).toEqual([25_000, 0, 20_000]);
  });

  test("of a stretch cuts attempts in the order of their phases", () => {
    expect(new Ledger(run, { fromMs: 8, toMs: 12 }).coreUs("executor computing")).toBe(4000);
    expect(new Ledger(run, { stage: 0 }).totalUs).toBe(10_000);
  });

  test.each([
    [{ job: 7 }, /NO_SUCH_JOB.*no job 7.*Name one of 0, 1/s],
    [{ stage: 7 }, /NO_SUCH_STAGE.*no stage 7.*Name one that ran: 0, 1/s],
    [{ fromMs: 5, toMs: 1 }, /INVALID_WINDOW.*from 0 ms to 30 ms/s],
  ])("that there is not names those there are %#", (scope, message) => {
    expect(() => new Ledger(run, scope)).toThrow(message);
  });

  test("is a table in a cell", () => {
    expect(String(new Ledger(run, { stage: 0 }))).toBe(
      [
        "Where did the time go? 1 core × 10 ms",
        "run  executor computing  10 ms  100.0%  computing rows, spilling included",
        "     all cores           10 ms  100.0%",
      ].join("\n"),
    );
  });
});

test("a phase or reason belongs to the stage that ran, waited, or was submitted next", () => {
  const ledger = new Ledger(
    runOf({
      executors: [{}, {}],
      stages: [
        { from: 2, to: 10 },
        { from: 12, to: 20 },
      ],
      tasks: [
        { ...oneTask, from: 2, times: { runMs: 8 } },
        { ...oneTask, stage: 1, from: 12, to: 20, times: { runMs: 8 } },
        { ...oneTask, stage: 1, partition: 1, executor: 1, from: 12, to: 15, times: { runMs: 3 } },
      ],
      jobs: [{ from: 0, to: 20 }],
      to: 20,
    }),
  );
  const of = (name: LedgerName): unknown =>
    ledger.stagesOf(name).map(({ stageId, coreUs }) => [stageId, coreUs / 1000]);
  expect(of("executor computing")).toEqual([
    [1, 11],
    [0, 8],
  ]);
  expect(of("too few tasks")).toEqual([[0, 8]]);
  expect(of("barrier tail")).toEqual([[1, 5]]);
  expect(of("stage submission")).toEqual([
    [0, 4],
    [1, 4],
  ]);
});
