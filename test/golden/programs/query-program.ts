import { type DataFrame, Row, type SparkSession } from "@stageplay/core";
import type { Program, ProgramContext } from "./program.js";

/** What a query is given: the session, and its input tables by name. */
export interface QueryContext {
  readonly spark: SparkSession;
  table(name: string): DataFrame;
}

/** Programs of DataFrames by their short name; each runs one action or a few. */
export type Queries = Readonly<Record<string, (context: QueryContext) => Promise<readonly unknown[]>>>;

/** As the harness runs programs. */
export function toPrograms(queries: Queries): Readonly<Record<string, Program>> {
  const entries = Object.entries(queries).map(([id, query]): [string, Program] => [
    id,
    ({ spark, data }: ProgramContext) =>
      query({ spark, table: (name) => spark.read.parquet(`${data}/${name}.parquet`) }),
  ]);
  return Object.fromEntries(entries);
}

export function count(df: Pick<DataFrame, "count">): Promise<number> {
  return df.count();
}

export async function rows(df: Pick<DataFrame, "collect">): Promise<unknown[]> {
  return (await df.collect()).map((row) => Row.values(row));
}

/** The number of rows, after all of them came to the driver. */
export async function size(df: Pick<DataFrame, "collect">): Promise<number> {
  return (await df.collect()).length;
}
