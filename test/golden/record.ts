import { readdirSync, readFileSync } from "node:fs";

/** One RDD of a stage's chain, as a record holds it. Parents outside the stage are the shuffles it reads. */
export interface RecordedRdd {
  readonly id: number;
  readonly scope: string | null;
  readonly rdd: string;
  readonly parents: readonly number[];
  readonly partitions: number;
  readonly cached: boolean;
}

/** One stage that a job was submitted with. The record counts are ordered by partition; a skipped stage has none. */
export interface RecordedStage {
  readonly id: number;
  readonly status: "ran" | "skipped";
  readonly numTasks: number;
  readonly parents: readonly number[];
  readonly kind?: "ShuffleMapTask" | "ResultTask";
  readonly recordsRead?: readonly number[];
  readonly shuffleRecordsRead?: readonly number[];
  readonly shuffleRecordsWritten?: readonly number[];
  readonly recordsWritten?: readonly number[];
  readonly shuffleBytesRead?: readonly number[];
  readonly shuffleBytesWritten?: readonly number[];
  readonly rdds: readonly RecordedRdd[];
}

export interface RecordedJob {
  readonly id: number;
  /** `JobSucceeded`, or what went wrong. */
  readonly result: string;
  readonly stages: readonly RecordedStage[];
}

/** What real Spark did with one program (`records/structure/ID.json`). */
export interface GoldenRecord {
  readonly id: string;
  /** Version of Spark that was recorded. */
  readonly spark: string;
  /** The program, in Scala. */
  readonly scala: string;
  readonly conf: Readonly<Record<string, string>>;
  /** What the program returned; rows and tuples as arrays. */
  readonly result: readonly unknown[];
  /** The final physical plan of each SQL execution, as lines or as one text. */
  readonly executedPlans: readonly (string | readonly string[])[];
  readonly jobs: readonly RecordedJob[];
}

/** Reads every record of a folder, in order of id. */
export function readRecords(folder: string): GoldenRecord[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as GoldenRecord);
}

/** `d02-groupby-count-show@aqe-off` → `d02`: one program gives a record a mode. */
export function programOf(recordId: string): string {
  return recordId.slice(0, recordId.indexOf("-"));
}
