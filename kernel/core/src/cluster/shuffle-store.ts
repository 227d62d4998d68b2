import type { ShuffleId } from "../base/brand.js";
import type { MapOutput } from "../rdd/dependency.js";

/** The shuffle files of all executors: what each map task wrote. They stay after the job, for reuse (B4). */
export class ShuffleStore {
  /** By shuffle: the outputs that hold anything, by map index. */
  private readonly outputs: Map<ShuffleId, Map<number, MapOutput>> = new Map();

  put(shuffleId: ShuffleId, mapIndex: number, output: MapOutput): void {
    let maps = this.outputs.get(shuffleId);
    if (maps === undefined) {
      maps = new Map();
      this.outputs.set(shuffleId, maps);
    }
    if (output.blocks.length > 0) maps.set(mapIndex, output);
  }

  /** Non-empty outputs in order of map index. */
  outputsOf(shuffleId: ShuffleId): [number, MapOutput][] {
    return [...(this.outputs.get(shuffleId) ?? [])].sort(([a], [b]) => a - b);
  }
}
