import type { Bytes } from "../base/brand.js";
import { type FilledTotals, PagedFilling, type PageSource } from "./paged-filling.js";

const WORD_BYTES = 8;

/** The two sorters of records in pages (E6, F1). */
export interface SorterKind {
  /** Words of the pointer array that a record takes: its address, and a prefix of its key where there is one. */
  readonly wordsPerRecord: number;
  /** The array has this much more room than its records need: as much again for radix sort, half as much for TimSort. */
  readonly spareFactor: number;
  /** Words of the first array (`spark.shuffle.sort.initialBufferSize`, 4096 records). */
  readonly initialWords: number;
  /** Whether the pointer array counts as spilled memory, and one that was granted by spilling is kept: shuffle writers. */
  readonly spillsArray: boolean;
}

/** Spark's UnsafeExternalSorter: SQL's sorts. `radix` where one key of a fixed width decides. */
export const UNSAFE_SORTER: SorterKind = {
  wordsPerRecord: 2,
  spareFactor: 1.5,
  initialWords: 8192,
  spillsArray: false,
};
export const RADIX_SORTER: SorterKind = { ...UNSAFE_SORTER, spareFactor: 2 };
/** Spark's ShuffleExternalSorter: the serialized shuffle writer. */
export const SHUFFLE_SORTER: SorterKind = { wordsPerRecord: 1, spareFactor: 2, initialWords: 4096, spillsArray: true };

export interface SorterInput extends PageSource {
  readonly rows: number;
  /** All of them as they lie in the pages. */
  readonly bytes: Bytes;
  readonly kind: SorterKind;
  /** It spills after so many records in any case; Infinity for never. */
  readonly spillAfterRows?: number;
}

/**
 * Fills a sorter with records of equal size: a page at a time, the array of pointers doubling as it fills. When either is not granted, all that is in memory is
 * spilled and filling starts anew (E6).
 *
 * @returns undefined when there is not even room for the first page: the task is out of memory
 */
export function fillSorter(input: SorterInput): FilledTotals | undefined {
  const { kind } = input;
  const spillAfter = input.spillAfterRows ?? Number.POSITIVE_INFINITY;
  const filling = new PagedFilling(input, input.rows, input.bytes, kind.spillsArray);
  const initialBytes = kind.initialWords * WORD_BYTES;
  const bytesPerRow = WORD_BYTES * kind.spareFactor * kind.wordsPerRecord;
  if (!filling.takeArray(initialBytes)) return undefined;
  filling.notePeak();
  while (filling.left > 0) {
    if (filling.inMemory >= spillAfter) filling.spill();
    const capacity = Math.floor(filling.arrayBytes / bytesPerRow);
    const most = Math.min(filling.left, capacity - filling.inMemory, spillAfter - filling.inMemory);
    if (filling.inMemory >= capacity) {
      const wanted = filling.arrayBytes === 0 ? initialBytes : 2 * filling.arrayBytes;
      if (!filling.takeArray(wanted)) {
        if (filling.inMemory === 0) return gaveUp(filling);
        filling.spill();
        if (kind.spillsArray) filling.takeArray(wanted);
      }
    } else if (filling.room === 0) {
      if (!filling.takePages(most)) {
        if (filling.inMemory === 0) return gaveUp(filling);
        filling.spill();
      }
    } else filling.insert(Math.min(most, filling.room));
    filling.notePeak();
  }
  return filling.result();
}

function gaveUp(filling: PagedFilling): undefined {
  filling.release();
  return undefined;
}
