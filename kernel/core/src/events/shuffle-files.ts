import type { Bytes, StageId, TaskId } from "../base/brand.js";
import { SparkError } from "../errors/spark-error.js";
import type { ShuffleWriter } from "./listener.js";
import type { RunDocument } from "./run.js";

const OFFSET_BYTES = 8;
const SUCCESS = 1;

/** What a map task left on the disks of its executor. */
export interface MapTaskFiles {
  readonly taskId: TaskId;
  readonly executor: number;
  /** All of its blocks behind one another; absent when it wrote no record. */
  readonly data?: { readonly name: string; readonly bytes: Bytes };
  /** Where each reducer's block begins: eight bytes a reducer, and eight for the end. */
  readonly index: { readonly name: string; readonly bytes: Bytes };
}

/** The files of a shuffle (F1, F2). */
export interface ShuffleFiles {
  readonly shuffleId: number;
  readonly writer: ShuffleWriter;
  readonly numReducers: number;
  /** Files that each task had open while it wrote: one a reducer where sorting is bypassed. */
  readonly openFilesPerTask: number;
  readonly tasks: readonly MapTaskFiles[];
  readonly dataFiles: number;
  readonly indexFiles: number;
  readonly dataBytes: Bytes;
  readonly indexBytes: Bytes;
}

/**
 * The files that a map stage's tasks wrote: `shuffle_<shuffle>_<task>_0.data` and `.index`, one of each for a task, however many reducers there are (F2).
 * @throws SparkError NO_SUCH_SHUFFLE_STAGE when no such stage of the run wrote a shuffle
 */
export function shuffleFiles({ stages, tasks }: RunDocument, stageId: StageId): ShuffleFiles {
  const wrote = stages.filter(({ shuffleWriter }) => shuffleWriter !== undefined);
  const stage = wrote.find((candidate) => candidate.stageId === stageId);
  const { shuffleId, numReducers, shuffleWriter: writer } = stage ?? {};
  if (shuffleId === undefined || numReducers === undefined || writer === undefined) {
    const ids = [...new Set(wrote.map((candidate) => candidate.stageId))];
    throw new SparkError({
      condition: "NO_SUCH_SHUFFLE_STAGE",
      message: `Stage ${stageId} wrote no shuffle in this run.`,
      nextStep: ids.length === 0 ? "No stage of this run did." : `Stages that did: ${ids.join(", ")}.`,
      parameters: { stageId: String(stageId) },
    });
  }
  const indexBytes = OFFSET_BYTES * (numReducers + 1);
  // A partition that was computed again lies where it was computed last.
  const byPartition = new Map<number, MapTaskFiles>();
  const { columns, firstTaskId } = tasks;
  for (let row = 0; row < tasks.length; row++) {
    if (columns.stageId[row] !== stageId || columns.status[row] !== SUCCESS) continue;
    const taskId = firstTaskId + row;
    const bytes = columns.shuffleWriteBytes[row]!;
    const name = `shuffle_${shuffleId}_${taskId}_0`;
    byPartition.set(columns.partition[row]!, {
      taskId,
      executor: columns.executor[row]!,
      ...(bytes === 0 ? {} : { data: { name: `${name}.data`, bytes } }),
      index: { name: `${name}.index`, bytes: indexBytes },
    });
  }
  const written = [...byPartition.values()];
  return {
    shuffleId,
    writer,
    numReducers,
    openFilesPerTask: writer === "BypassMergeSort" ? numReducers : 1,
    tasks: written,
    dataFiles: written.filter(({ data }) => data !== undefined).length,
    indexFiles: written.length,
    dataBytes: written.reduce((sum, { data }) => sum + (data?.bytes ?? 0), 0),
    indexBytes: indexBytes * written.length,
  };
}
