import { Ledger } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { decodeRun } from "../bundle/decode-run.js";
import { encodeRun } from "../bundle/encode-run.js";
import { executorLostRun } from "../testing/executor-lost-run.test-support.js";
import { at, buildRun, executor } from "../testing/run-builder.test-support.js";
import { bigRun } from "../testing/small-runs.test-support.js";
import { coreTimeTable } from "../text/ledger-tables.js";
import { coreTimeFacts } from "./core-time.js";
import { runModel } from "./run-model.js";

describe("core time", () => {
  it("is the core's ledger, to the microsecond", () => {
    const run = executorLostRun();
    const { coreTime } = runModel(run);
    const ledger = new Ledger(run);
    expect(coreTime.parts.map(({ name, coreUs }) => [name, coreUs])).toEqual(
      ledger.entries.map(({ name, coreUs }) => [name, coreUs]),
    );
    expect(coreTime.parts.reduce((sum, { coreUs }) => sum + coreUs, 0)).toBe(coreTime.totalUs);
  });

  it("stays exact in a bundle that keeps metrics of some tasks only", () => {
    const run = bigRun(20_000);
    const model = runModel(decodeRun(encodeRun(run)));
    expect(model.metricsSampled.drawn).toBeLessThan(20_000);
    expect(model.coreTime).toEqual(runModel(run).coreTime);
    expect(model.verdict).toEqual(runModel(run).verdict);
    expect(model.criticalPath.length).toBeLessThanOrEqual(100);
  });

  it("goes back to the line with most of it, whatever stages are of that line", () => {
    const { largest } = coreTimeFacts(
      buildRun({
        jobs: [
          {
            id: 0,
            callSite: at("count", 7),
            endMs: 100,
            stages: [{ id: 0, result: true, submittedMs: 0, completedMs: 100 }],
          },
        ],
        tasks: [{ stage: 0, partition: 0, launchMs: 0, finishMs: 100, metrics: { runMs: 100 } }],
        executors: [executor(0, { cores: 1 })],
        endMs: 100,
      }),
    );
    expect(largest).toEqual({ name: "executor computing", line: "count at cell [3]:4", jobId: 0, stage: "0" });
  });

  it("names the action for what the driver did", () => {
    const { largest } = coreTimeFacts(
      buildRun({
        jobs: [
          {
            id: 0,
            callSite: at("count", 7),
            startMs: 80,
            endMs: 100,
            stages: [{ id: 0, result: true, submittedMs: 80, completedMs: 100 }],
          },
        ],
        tasks: [{ stage: 0, partition: 0, launchMs: 80, finishMs: 100 }],
        executors: [executor(0, { cores: 1 })],
        endMs: 100,
      }),
    );
    expect(largest).toEqual({ name: "program", line: "count at cell [3]:7", jobId: 0 });
  });

  it("adds up in the table as well", () => {
    const { rows } = coreTimeTable(runModel(executorLostRun()));
    const micros = rows.map((row) => Math.round(Number(row[2]) * 1_000_000));
    const total = micros.pop();
    expect(micros.reduce((sum, us) => sum + us, 0)).toBe(total);
  });
});
