import type { Bytes } from "../base/brand.js";
import type { MemoryEntry } from "./memory-store.js";
import type { UnifiedMemoryManager } from "./unified-memory-manager.js";

/** The size of a growing block is looked at after so many elements (E5). */
const CHECK_PERIOD = 16;
const GROWTH = 1.5;

/**
 * Stores a block the way Spark does, which does not know its size while it grows: memory for `initialBytes` first, then in steps of one and
 * a half times the size seen (E5). Elements are taken to be of equal size.
 *
 * @param elements number of elements in the block
 * @returns false when memory ran out on the way: the block is not in memory
 */
export function unrollBlock(
  memory: UnifiedMemoryManager,
  block: MemoryEntry,
  elements: number,
  initialBytes: Bytes,
): boolean {
  if (!memory.acquireUnroll(initialBytes, block.rddId)) return false;
  let reserved = initialBytes;
  const perCheck = elements === 0 ? 0 : (block.bytes / elements) * CHECK_PERIOD;
  while (perCheck > 0) {
    // Size at the first check that reaches what is reserved.
    const seen = Math.ceil(reserved / perCheck) * perCheck;
    if (seen > block.bytes) break;
    const more = Math.floor(seen * GROWTH - reserved);
    if (!memory.acquireUnroll(more, block.rddId)) {
      memory.releaseUnroll(reserved);
      return false;
    }
    reserved += more;
  }
  memory.releaseUnroll(reserved);
  return memory.acquireStorage(block);
}
