import type { ShuffleId } from "../base/brand.js";
import type { MapOutput } from "../rdd/shuffle-write.js";

/** Where one map task's output lies and how big each reducer's block is: Spark's `MapStatus`. */
export interface MapStatus {
  readonly executorId: number;
  readonly host: string;
  /** What was written, by reducer; missing where nothing was. */
  readonly blocks: MapOutput;
}

/** Spark's MapOutputTracker: which map outputs of which shuffle exist. They outlive the stages that wrote them (B4). */
export class MapOutputTracker {
  private readonly shuffles: Map<ShuffleId, (MapStatus | undefined)[]> = new Map();
  private readonly available: Map<ShuffleId, number> = new Map();

  registerShuffle(shuffleId: ShuffleId, numMaps: number): void {
    if (this.shuffles.has(shuffleId)) return;
    this.shuffles.set(shuffleId, new Array(numMaps).fill(undefined));
    this.available.set(shuffleId, 0);
  }

  registerMapOutput(shuffleId: ShuffleId, mapIndex: number, status: MapStatus): void {
    const statuses = this.shuffles.get(shuffleId)!;
    if (statuses[mapIndex] === undefined) this.available.set(shuffleId, this.available.get(shuffleId)! + 1);
    statuses[mapIndex] = status;
  }

  statuses(shuffleId: ShuffleId): readonly (MapStatus | undefined)[] {
    return this.shuffles.get(shuffleId) ?? [];
  }

  numAvailableOutputs(shuffleId: ShuffleId): number {
    return this.available.get(shuffleId) ?? 0;
  }
}
