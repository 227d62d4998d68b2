import { expect, it } from "vitest";
import { runModel } from "../model/run-model.js";
import { ordersRun } from "../testing/orders-run.test-support.js";
import { stageTable } from "./stage-table.js";
import { lightTheme } from "./theme.js";

/** The orders' run with totals as a modelled table of terabytes has them. */
function hugeRun() {
  const run = ordersRun();
  const rows = 5e9;
  const bytes = 121.2 * 1024 ** 3;
  const stages = run.stages.map((stage) => ({
    ...stage,
    totals: {
      ...stage.totals,
      ...{ inputRecords: rows, inputBytes: bytes, outputRecords: 1_234_567, outputBytes: bytes },
      ...{ shuffleReadRecords: rows, shuffleReadBytes: bytes, shuffleWriteRecords: 999_999, shuffleWriteBytes: bytes },
    },
  }));
  return { ...run, stages };
}

it("stays within its width, with short numbers of rows, and still says what a stage is", () => {
  const { body } = stageTable(runModel(hugeRun()), 872, lightTheme);
  expect(body).toContain("121.2 GiB / 5,000 M");
  expect(body).toContain("121.2 GiB / 1.2 M");
  expect(body).toContain("121.2 GiB / 999,999");
  expect(body).not.toContain(">min<");
  for (const [, x] of body.matchAll(/<text x="([\d.]+)"/g)) expect(Number(x)).toBeLessThanOrEqual(872);
});

it("writes all digits where there is room", () => {
  const { body } = stageTable(runModel(hugeRun()), 1600, lightTheme);
  expect(body).toContain("121.2 GiB / 5,000,000,000");
  expect(body).toContain(">min<");
});
