import type { ShuffleDependency } from "../rdd/dependency.js";
import { SharedMapOutput } from "../rdd/shared-map-output.js";
import type { MapOutput, ShuffleBlock } from "../rdd/shuffle-write.js";

/** A block as its reducer finds it. */
export interface StoredBlock {
  readonly mapIndex: number;
  readonly block: ShuffleBlock;
}

const NO_BLOCKS: readonly StoredBlock[] = [];

/**
 * The shuffle files of all executors: what each map task wrote. They stay after the job, for reuse (B4), until the program has
 * no way left to reach the shuffle (see MapOutputTracker). Kept by reducer, so that reading costs what there is to read, however many
 * maps and reducers a shuffle has.
 */
export class ShuffleStore {
  private readonly shuffles: WeakMap<ShuffleDependency<unknown>, Map<number, StoredBlock[]>> = new WeakMap();

  /** Stores what a map task wrote; an earlier output of the same map gives way. */
  put(shuffle: ShuffleDependency<unknown>, mapIndex: number, output: MapOutput): void {
    // Modelled outputs are read where the map statuses name them.
    if (output instanceof SharedMapOutput) return;
    let reducers = this.shuffles.get(shuffle);
    if (reducers === undefined) {
      reducers = new Map();
      this.shuffles.set(shuffle, reducers);
    }
    for (const [reducer, block] of output) {
      const blocks = reducers.get(reducer);
      if (blocks === undefined) reducers.set(reducer, [{ mapIndex, block }]);
      else insert(blocks, { mapIndex, block });
    }
  }

  /** The blocks of a reducer, in order of the map. */
  blocksOf(shuffle: ShuffleDependency<unknown>, reducer: number): readonly StoredBlock[] {
    return this.shuffles.get(shuffle)?.get(reducer) ?? NO_BLOCKS;
  }
}

/** Keeps the blocks in order of the map; maps mostly end in that order. */
function insert(blocks: StoredBlock[], block: StoredBlock): void {
  let i = blocks.length;
  while (i > 0 && blocks[i - 1]!.mapIndex > block.mapIndex) i--;
  const replaces = i > 0 && blocks[i - 1]!.mapIndex === block.mapIndex;
  blocks.splice(replaces ? i - 1 : i, replaces ? 1 : 0, block);
}
