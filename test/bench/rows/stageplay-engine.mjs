import { createSession, functions as F, Row } from "@stageplay/core";
import { cpuTime } from "../cpu-time.mjs";
import { PORTS } from "../ports.mjs";

const AGGREGATES = { sum: F.sum, mean: F.avg };

/** A session as the kernel starts it; `memory` are cached tables, `parquet` are files. */
export async function openStageplay(files) {
  const session = createSession(PORTS, { appName: "bench" });
  const onDisk = Object.fromEntries(
    Object.entries(files).map(([name, path]) => [name, session.spark.read.parquet(path)]),
  );
  const cached = Object.fromEntries(
    Object.keys(files).map((name) => [name, session.spark.read.parquet(files[name]).cache()]),
  );
  const { cpuMs } = await cpuTime(async () => {
    for (const table of Object.values(cached)) await table.count();
  });
  return {
    setUp: [{ name: "read and cache all tables", cpuMs }],
    variants: [
      { name: "memory", ask: (question) => runCell(session, () => frame(question, cached).collect()) },
      { name: "parquet", ask: (question) => runCell(session, () => frame(question, onDisk).collect()) },
    ],
    rowsOf: (result) => result.map((row) => Row.values(row)),
  };
}

/** As the kernel runs a cell, without drawing it. */
async function runCell(session, program) {
  session.beginCell(1);
  const result = await program();
  await session.settle();
  session.endCell();
  return result;
}

function frame(question, tables) {
  if (question.by) {
    const [first, ...others] = question.aggregates.map(([name, column]) => AGGREGATES[name](column));
    return tables[question.table].groupBy(...question.by).agg(first, ...others);
  }
  const joined = tables[question.left].join(tables[question.right], question.key);
  return joined.agg(F.count("*"), ...question.sums.map((column) => F.sum(column)));
}
