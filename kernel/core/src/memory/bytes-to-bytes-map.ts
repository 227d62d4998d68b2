import type { Bytes } from "../base/brand.js";
import { type FilledTotals, PagedFilling, type PageSource } from "./paged-filling.js";

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
  const { entries } = input;
  const keysPerEntry = entries === 0 ? 0 : input.keys / entries;
  const initialBytes = input.initialCapacity * SLOT_BYTES;
  const filling = new PagedFilling(input, entries, input.bytes, true);
  let canGrow = true;
  if (entries > 0 && !filling.takeArray(initialBytes)) return undefined;
  filling.notePeak();
  while (filling.left > 0) {
    if (filling.arrayBytes === 0) {
      canGrow = true;
      if (!filling.takeArray(initialBytes)) return undefined;
    }
    // Entries that fit before the slots are half full.
    const slots = filling.arrayBytes / SLOT_BYTES;
    const free = Math.ceil((slots * LOAD_FACTOR) / keysPerEntry) - filling.inMemory;
    const most = Math.min(filling.left, free);
    let isFull = false;
    if (free <= 0 && canGrow) canGrow = filling.takeArray(2 * filling.arrayBytes);
    else if (free <= 0) isFull = true;
    else if (filling.room === 0) isFull = !filling.takePages(most);
    else filling.insert(Math.min(most, filling.room));
    filling.notePeak();
    if (!isFull) continue;
    if (!input.spills || filling.inMemory === 0) {
      filling.release();
      return undefined;
    }
    filling.spill();
  }
  if (filling.hasSpilled) filling.spill();
  return filling.result();
}
