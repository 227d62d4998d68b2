import type { Bytes } from "../base/brand.js";
import { EqualSpills } from "./equal-spills.js";
import type { SpillTotals } from "./spillable-collection.js";

const WORD_BYTES = 8;

/** What is asked of the executor for Tungsten's pages and arrays, and where. */
export interface PageSource {
  readonly pageBytes: Bytes;
  /** Asks for execution memory and gives what was granted. */
  readonly acquire: (bytes: Bytes) => Bytes;
  readonly release: (bytes: Bytes) => void;
  /** True where nobody has to spill for a page: those that will be needed one after another may be asked for at once. */
  readonly manyAtOnce?: boolean;
}

/**
 * Takes the pages for so many rows, as far as they are granted.
 * @returns their number
 */
export function takePages(source: PageSource, pageBytes: Bytes, pages: number): number {
  const wanted = source.manyAtOnce === true ? pages : 1;
  const granted = source.acquire(wanted * pageBytes);
  const taken = Math.floor(granted / pageBytes);
  if (granted > taken * pageBytes) source.release(granted - taken * pageBytes);
  return taken;
}

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

/** What filling came to, and what is in memory at its end: its holder gives it back. */
export interface FilledTotals extends SpillTotals {
  readonly heldBytes: Bytes;
  /** Of the held: what counts as memory spilled, should it still have to go. */
  readonly spillableBytes: Bytes;
}

/**
 * Fills a sorter with records of equal size: a page at a time, the array of pointers doubling as it fills. When either is not granted, all that is in memory is
 * spilled and filling starts anew (E6).
 *
 * @returns undefined when there is not even room for the first page: the task is out of memory
 */
export function fillSorter(input: SorterInput): FilledTotals | undefined {
  const { rows, kind, acquire, release } = input;
  const perRow = rows === 0 ? 0 : input.bytes / rows;
  const spillAfter = input.spillAfterRows ?? Number.POSITIVE_INFINITY;
  const pageBytes = Math.max(input.pageBytes, Math.ceil(perRow));
  const rowsPerPage = perRow === 0 ? rows : Math.floor(pageBytes / perRow);
  let inserted = 0;
  let inMemory = 0;
  let pages = 0;
  let room = 0;
  let arrayWords = 0;
  const totals = { spills: 0, memoryBytes: 0, rows: 0, peakBytes: 0 };
  const equal = new EqualSpills();
  const take = (bytes: Bytes): boolean => {
    const granted = acquire(bytes);
    if (granted < bytes) release(granted);
    return granted >= bytes;
  };
  const spillable = (): Bytes => pages * pageBytes + (kind.spillsArray ? arrayWords * WORD_BYTES : 0);
  const held = (): Bytes => pages * pageBytes + arrayWords * WORD_BYTES;
  const spill = (): void => {
    const filling = { rows: inMemory, memoryBytes: spillable() };
    const foreseen = equal.after(filling, rows - inserted);
    totals.spills += 1 + foreseen.spills;
    totals.memoryBytes += filling.memoryBytes + foreseen.memoryBytes;
    totals.rows += filling.rows + foreseen.rows;
    inserted += foreseen.rows;
    release(held());
    inMemory = pages = room = arrayWords = 0;
  };
  if (!take(kind.initialWords * WORD_BYTES)) return undefined;
  arrayWords = kind.initialWords;
  totals.peakBytes = held();
  const gaveUp = (): undefined => release(held()) as undefined;
  while (inserted < rows) {
    if (inMemory >= spillAfter) spill();
    const capacity = Math.floor(arrayWords / kind.spareFactor / kind.wordsPerRecord);
    if (inMemory >= capacity) {
      const wanted = arrayWords === 0 ? kind.initialWords : 2 * arrayWords;
      const isGranted = take(wanted * WORD_BYTES);
      if (isGranted) {
        release(arrayWords * WORD_BYTES);
        arrayWords = wanted;
      } else {
        if (inMemory === 0) return gaveUp();
        spill();
        if (kind.spillsArray && take(wanted * WORD_BYTES)) arrayWords = wanted;
      }
    } else if (room === 0) {
      const most = Math.min(rows - inserted, capacity - inMemory, spillAfter - inMemory);
      const taken = takePages(input, pageBytes, Math.ceil(most / rowsPerPage));
      if (taken > 0) {
        pages += taken;
        room = taken * rowsPerPage;
      } else {
        if (inMemory === 0) return gaveUp();
        spill();
      }
    } else {
      const step = Math.min(rows - inserted, capacity - inMemory, room, spillAfter - inMemory);
      inserted += step;
      inMemory += step;
      room -= step;
    }
    totals.peakBytes = Math.max(totals.peakBytes, held());
  }
  return { ...totals, heldBytes: held(), spillableBytes: spillable() };
}
