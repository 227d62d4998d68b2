import type { GoldenRecord, RecordedJob, RecordedStage } from "./record.js";

/** How far the modelled shuffle bytes of one task are from Spark's, as a share of Spark's. */
export type ByteError = number;

const BYTES = ["shuffleBytesRead", "shuffleBytesWritten"] as const;

/**
 * The error of every task's shuffle bytes, read and written, where the record has them. Stages are paired by what their tasks did, so only
 * stages that are equal otherwise count.
 */
export function byteErrors(record: GoldenRecord, observed: readonly RecordedJob[]): readonly ByteError[] {
  return record.jobs.flatMap((job, i) => {
    const free = new Set(observed[i]?.stages);
    return job.stages.flatMap((stage) => {
      const twin = [...free].find((candidate) => didTheSame(candidate, stage));
      if (twin === undefined) return [];
      free.delete(twin);
      return BYTES.flatMap((field) => errors(stage[field] ?? [], twin[field] ?? []));
    });
  });
}

function didTheSame(a: RecordedStage, b: RecordedStage): boolean {
  const facts = ({ kind, shuffleRecordsRead: read, shuffleRecordsWritten: written }: RecordedStage): string =>
    JSON.stringify([kind, read, written]);
  return a.status === "ran" && b.status === "ran" && facts(a) === facts(b);
}

function errors(expected: readonly number[], actual: readonly number[]): ByteError[] {
  return expected.flatMap((bytes, i) => (bytes === 0 ? [] : [Math.abs((actual[i] ?? 0) - bytes) / bytes]));
}

export interface ErrorSummary {
  readonly tasks: number;
  readonly median: ByteError;
  readonly worst: ByteError;
}

export function summary(all: readonly ByteError[]): ErrorSummary {
  const sorted = [...all].sort((a, b) => a - b);
  return { tasks: sorted.length, median: sorted[Math.floor(sorted.length / 2)] ?? 0, worst: sorted.at(-1) ?? 0 };
}

/** `median error 0.1%, worst 2.0% over 120 tasks`. */
export function summaryText({ tasks, median, worst }: ErrorSummary): string {
  const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
  return `median error ${percent(median)}, worst ${percent(worst)} over the shuffle bytes, read and written, of ${tasks} tasks`;
}
