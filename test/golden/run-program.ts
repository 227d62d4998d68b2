import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createSession, Row } from "@stageplay/core";
import { type ObservedJob, observedJobs } from "./observe.js";
import { kernelPorts } from "./ports.js";
import type { Program } from "./programs/program.js";
import type { GoldenRecord } from "./record.js";

export interface ProgramRun {
  readonly jobs: readonly ObservedJob[];
  /** What the program returned, in the form of the records: rows as arrays. */
  readonly result: unknown;
  /** The final physical plan of each SQL execution, in order. */
  readonly plans: readonly string[];
}

/**
 * Runs a record's program in a fresh session with the record's configuration (local[2], 4 partitions by default, 8 after a
 * shuffle, AQE as recorded) and a scratch folder of its own.
 *
 * @param data folder of the input files.
 */
export async function runProgram(record: GoldenRecord, program: Program, data: string): Promise<ProgramRun> {
  const tmp = mkdtempSync(path.join(tmpdir(), "stageplay-golden-"));
  const { master = "local[2]", ...conf } = record.conf;
  const session = createSession(kernelPorts(), { appName: record.id, conf: { ...conf, "spark.master": master } });
  session.beginCell(1);
  try {
    const result = await program({ spark: session.spark, sc: session.sc, data, tmp });
    await session.settle();
    const run = session.endCell();
    const plans = run?.sqlExecutions.map(({ physicalPlan }) => physicalPlan) ?? [];
    return { jobs: observedJobs(run === undefined ? [] : [run]), result: plain(result), plans };
  } finally {
    rmSync(tmp, { recursive: true, force: true });
  }
}

function plain(value: unknown): unknown {
  if (value instanceof Row) return Row.values(value).map(plain);
  if (typeof value === "bigint") return Number(value);
  return Array.isArray(value) ? value.map(plain) : value;
}
