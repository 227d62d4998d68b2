import type { Bytes } from "../base/brand.js";
import { EqualSpills } from "./equal-spills.js";
import { type FilledTotals, type PageSource, takePages } from "./tungsten-sorter.js";

/** A key's address and its hash code. */
const SLOT_BYTES = 16;
/** Slots are never more than half full. */
const LOAD_FACTOR = 0.5;

export interface MapInput extends PageSource {
  /** Different keys: each has a slot. */
  readonly keys: number;
  /** Entries in the pages: as many as keys in an aggregation, as many as rows in a join. */
  readonly entries: number;
  /** All entries as they lie in the pages. */
  readonly bytes: Bytes;
  /** Slots at first: 16,384 for an aggregation, 128 for a join's build side. */
  readonly initialCapacity: number;
  /** Whether a full map is sorted and spilled, as an aggregation's is; a join's build side fails the task (E6). */
  readonly spills: boolean;
}

/**
 * Fills Spark's BytesToBytesMap: entries in pages, slots that double when they are half full. When neither a page nor more slots are granted, the map is full:
 * an aggregation spills all of it, sorted by key, and once it has done so what is left at the end as well, to merge all by key (E6).
 *
 * @returns undefined when the map was full and could not be spilled: the task is out of memory
 */
export function fillMap(input: MapInput): FilledTotals | undefined {
  const { keys, entries, acquire, release } = input;
  const perEntry = entries === 0 ? 0 : input.bytes / entries;
  const keysPerEntry = entries === 0 ? 0 : keys / entries;
  const pageBytes = Math.max(input.pageBytes, Math.ceil(perEntry));
  const entriesPerPage = perEntry === 0 ? entries : Math.floor(pageBytes / perEntry);
  let inserted = 0;
  let inMemory = 0;
  let pages = 0;
  let room = 0;
  let capacity = 0;
  let canGrow = true;
  const totals = { spills: 0, memoryBytes: 0, rows: 0, peakBytes: 0 };
  const equal = new EqualSpills();
  const take = (bytes: Bytes): boolean => {
    const granted = acquire(bytes);
    if (granted < bytes) release(granted);
    return granted >= bytes;
  };
  const held = (): Bytes => pages * pageBytes + capacity * SLOT_BYTES;
  const spill = (): void => {
    const filling = { rows: inMemory, memoryBytes: held() };
    const foreseen = equal.after(filling, entries - inserted);
    totals.spills += 1 + foreseen.spills;
    totals.memoryBytes += filling.memoryBytes + foreseen.memoryBytes;
    totals.rows += filling.rows + foreseen.rows;
    inserted += foreseen.rows;
    release(held());
    inMemory = pages = room = capacity = 0;
    canGrow = true;
  };
  if (entries > 0 && !take(input.initialCapacity * SLOT_BYTES)) return undefined;
  capacity = entries > 0 ? input.initialCapacity : 0;
  totals.peakBytes = held();
  while (inserted < entries) {
    if (capacity === 0) {
      if (!take(input.initialCapacity * SLOT_BYTES)) return undefined;
      capacity = input.initialCapacity;
    }
    // Entries that fit before the slots are half full.
    const free = Math.ceil((capacity * LOAD_FACTOR) / keysPerEntry) - inMemory;
    let isFull = false;
    if (free <= 0 && canGrow) {
      canGrow = take(2 * capacity * SLOT_BYTES);
      if (canGrow) {
        release(capacity * SLOT_BYTES);
        capacity *= 2;
      }
    } else if (free <= 0) isFull = true;
    else if (room === 0) {
      const taken = takePages(input, pageBytes, Math.ceil(Math.min(entries - inserted, free) / entriesPerPage));
      isFull = taken === 0;
      pages += taken;
      room = taken * entriesPerPage;
    } else {
      const step = Math.min(entries - inserted, free, room);
      inserted += step;
      inMemory += step;
      room -= step;
    }
    totals.peakBytes = Math.max(totals.peakBytes, held());
    if (!isFull) continue;
    if (!input.spills || inMemory === 0) {
      release(held());
      return undefined;
    }
    spill();
  }
  if (totals.spills > 0) spill();
  return { ...totals, heldBytes: held(), spillableBytes: held() };
}
