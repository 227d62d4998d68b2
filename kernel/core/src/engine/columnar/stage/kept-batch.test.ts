import { expect, it } from "vitest";
import { col, createSession, type DataFrame, type SparkSession } from "../../../index.js";
import { testPorts } from "../../../testing/test-ports.js";

const QUERIES: Readonly<Record<string, (spark: SparkSession) => DataFrame>> = {
  "a sort": (spark) => spark.range(0, 5_000).orderBy(col("id").desc()),
  "a hash aggregation": (spark) => spark.range(0, 5_000).groupBy(col("id").mod(2_000).as("k")).count(),
};

/** The most memory that a task of the query held. */
async function peakOf(query: (spark: SparkSession) => DataFrame, codegen: boolean): Promise<number> {
  const conf = { "spark.sql.codegen.wholeStage": String(codegen), "spark.sql.shuffle.partitions": "2" };
  const session = createSession(testPorts(), { conf });
  session.beginCell(1);
  await query(session.spark).collect();
  const { tasks } = session.endCell()!;
  return Math.max(...tasks.columns.peakMemoryBytes.subarray(0, tasks.length));
}

it.each(Object.entries(QUERIES))("%s takes the same memory in generated code as row by row (E6)", async (_, query) => {
  const [generated, byRow] = [await peakOf(query, true), await peakOf(query, false)];
  expect(byRow).toBeGreaterThan(0);
  expect(generated).toBe(byRow);
});
