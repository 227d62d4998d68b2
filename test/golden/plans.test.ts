import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createSession } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { kernelPorts } from "./ports.js";
import { PROGRAMS } from "./programs/index.js";
import type { Program } from "./programs/program.js";
import { type GoldenRecord, programOf, readRecords } from "./record.js";

/** The part of a record that only this test reads: plans as lines or as one text. */
interface PlanRecord extends GoldenRecord {
  readonly executedPlans: readonly (string | readonly string[])[];
}

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The key of a double prints without Spark's normalising functions (d29). */
const OTHER_TEXT = ["d29"];

const records = (readRecords(folder("records/structure")) as readonly PlanRecord[]).filter(
  (record) =>
    record.id.startsWith("d") && programOf(record.id) in PROGRAMS && !OTHER_TEXT.includes(programOf(record.id)),
);

describe("physical plans, final and initial ones with adaptive execution, as Spark printed them", () => {
  it.each(records.map((record) => [record.id, record] as const))("%s", async (id, record) => {
    const plans = await plansOf(record, PROGRAMS[programOf(id)]!);
    expect(plans).toEqual(record.executedPlans.map(normalized));
  });

  it("cover the DataFrame records", () => {
    expect(records.length).toBeGreaterThanOrEqual(27);
  });
});

/** The plans of the program's SQL executions, in order. */
async function plansOf(record: GoldenRecord, program: Program): Promise<string[]> {
  const tmp = mkdtempSync(path.join(tmpdir(), "stageplay-plans-"));
  const { master = "local[2]", ...conf } = record.conf;
  const session = createSession(kernelPorts(), { conf: { ...conf, "spark.master": master } });
  session.beginCell(1);
  try {
    await program({ spark: session.spark, sc: session.sc, data: folder("../../notebooks/data"), tmp });
    await session.settle();
    return session.endCell()!.sqlExecutions.map(({ physicalPlan }) => normalized(physicalPlan));
  } finally {
    rmSync(tmp, { recursive: true, force: true });
  }
}

/** Without expression ids, plan ids and folders, as the records are. */
function normalized(plan: string | readonly string[]): string {
  return (typeof plan === "string" ? plan : plan.join("\n"))
    .replace("== Physical Plan ==\n", "")
    .replace(/#\d+L?/g, "")
    .replace(/plan_id=\d+/g, "plan_id")
    .replace(/file:[^\],]*\//g, "")
    .replace(/path=[^\],]*\//g, "path=")
    .trimEnd();
}
