import type { Bytes, ShuffleId } from "../base/brand.js";
import type { MapOutput } from "../rdd/shuffle-write.js";

/** A block as its reducer finds it. */
export interface StoredBlock {
  readonly mapIndex: number;
  readonly records: readonly unknown[];
  readonly bytes: Bytes;
}

const NO_BLOCKS: readonly StoredBlock[] = [];

/**
 * The shuffle files of all executors: what each map task wrote. They stay after the job, for reuse (B4). Kept by reducer, so that
 * reading costs what there is to read, however many maps and reducers a shuffle has.
 */
export class ShuffleStore {
  private readonly shuffles: Map<ShuffleId, Map<number, StoredBlock[]>> = new Map();

  /** Stores what a map task wrote; an earlier output of the same map gives way. */
  put(shuffleId: ShuffleId, mapIndex: number, output: MapOutput): void {
    let reducers = this.shuffles.get(shuffleId);
    if (reducers === undefined) {
      reducers = new Map();
      this.shuffles.set(shuffleId, reducers);
    }
    for (const [reducer, { records, bytes }] of output) {
      const blocks = reducers.get(reducer);
      if (blocks === undefined) reducers.set(reducer, [{ mapIndex, records, bytes }]);
      else insert(blocks, { mapIndex, records, bytes });
    }
  }

  /** The blocks of a reducer, in order of the map. */
  blocksOf(shuffleId: ShuffleId, reducer: number): readonly StoredBlock[] {
    return this.shuffles.get(shuffleId)?.get(reducer) ?? NO_BLOCKS;
  }
}

/** Keeps the blocks in order of the map; maps mostly end in that order. */
function insert(blocks: StoredBlock[], block: StoredBlock): void {
  let i = blocks.length;
  while (i > 0 && blocks[i - 1]!.mapIndex > block.mapIndex) i--;
  const replaces = i > 0 && blocks[i - 1]!.mapIndex === block.mapIndex;
  blocks.splice(replaces ? i - 1 : i, replaces ? 1 : 0, block);
}
