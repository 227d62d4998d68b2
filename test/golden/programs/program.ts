import type { SparkContext, SparkSession } from "@stageplay/core";

/** What a program is given: Spark, the folder of the input files, and a scratch folder. */
export interface ProgramContext {
  readonly spark: SparkSession;
  readonly sc: SparkContext;
  readonly data: string;
  readonly tmp: string;
}

/** A record's program in our DSL, line by line as the Scala is; it returns what the Scala returns. */
export type Program = (context: ProgramContext) => Promise<readonly unknown[]>;

/** Programs by their short name, `r01`. */
export type Programs = Readonly<Record<string, Program>>;
