import type { StageId } from "../base/brand.js";
import type { RunDocument } from "./run.js";

/** What a run's tasks did with the blocks of persisted RDDs (E5, E7). */
export interface CachedBlocks {
  /** Found where they were kept. */
  readonly read: number;
  /** Computed, to be kept. */
  readonly computed: number;
  /** Of these, computed before: they had been evicted or lost, or there was no room for them. */
  readonly recomputed: number;
  /** Evicted from memory for what tasks needed. */
  readonly evicted: number;
}

/** All attempts of a run together, or of one of its stages. */
export function cachedBlocks({ tasks }: RunDocument, stageId?: StageId): CachedBlocks {
  const { columns } = tasks;
  const sum = (name: `cachedBlocks${"Read" | "Computed" | "Recomputed" | "Evicted"}`): number => {
    let total = 0;
    if (!tasks.isUsed(name)) return total;
    for (let row = 0; row < tasks.length; row++) {
      if (stageId === undefined || columns.stageId[row] === stageId) total += columns[name][row]!;
    }
    return total;
  };
  return {
    read: sum("cachedBlocksRead"),
    computed: sum("cachedBlocksComputed"),
    recomputed: sum("cachedBlocksRecomputed"),
    evicted: sum("cachedBlocksEvicted"),
  };
}
