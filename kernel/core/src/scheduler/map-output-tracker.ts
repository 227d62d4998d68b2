import type { ExecutorId, ShuffleId } from "../base/brand.js";
import type { MapOutput } from "../rdd/shuffle-write.js";

/** Where one map task's output lies and how big each reducer's block is: Spark's `MapStatus`. */
export interface MapStatus {
  readonly executorId: number;
  readonly host: string;
  /** What was written, by reducer; missing where nothing was. */
  readonly blocks: MapOutput;
}

/** The outputs of one shuffle by map, undefined where there is none. An array that was handed out never loses an entry. */
export type MapStatuses = readonly (MapStatus | undefined)[];

const NO_STATUSES: MapStatuses = [];

interface ShuffleStatus {
  statuses: (MapStatus | undefined)[];
  available: number;
}

/** Spark's MapOutputTracker: which map outputs of which shuffle exist. They outlive the stages that wrote them (B4). */
export class MapOutputTracker {
  private readonly shuffles: Map<ShuffleId, ShuffleStatus> = new Map();
  private currentEpoch = 0;

  /** Grows whenever outputs are lost: what an executor has fetched before may be out of date (B11). */
  get epoch(): number {
    return this.currentEpoch;
  }

  registerShuffle(shuffleId: ShuffleId, numMaps: number): void {
    if (this.shuffles.has(shuffleId)) return;
    this.shuffles.set(shuffleId, { statuses: new Array(numMaps).fill(undefined), available: 0 });
  }

  registerMapOutput(shuffleId: ShuffleId, mapIndex: number, status: MapStatus): void {
    const shuffle = this.shuffles.get(shuffleId)!;
    if (shuffle.statuses[mapIndex] === undefined) shuffle.available++;
    shuffle.statuses[mapIndex] = status;
  }

  /** Forgets one output, if it is still the one of that executor. */
  unregisterMapOutput(shuffleId: ShuffleId, mapIndex: number, executor: ExecutorId): void {
    const shuffle = this.shuffles.get(shuffleId);
    if (shuffle?.statuses[mapIndex]?.executorId === executor) remove(shuffle, (_, index) => index === mapIndex);
    this.currentEpoch++;
  }

  /** Forgets all outputs of a shuffle: they are made anew (B13, B14). */
  unregisterAllMapOutput(shuffleId: ShuffleId): void {
    const shuffle = this.shuffles.get(shuffleId);
    if (shuffle !== undefined) remove(shuffle, () => true);
    this.currentEpoch++;
  }

  /** Forgets every output of an executor, of all shuffles (B11, B12). */
  removeOutputsOnExecutor(executor: ExecutorId): void {
    for (const shuffle of this.shuffles.values()) remove(shuffle, (status) => status.executorId === executor);
    this.currentEpoch++;
  }

  /** Forgets every output on a host. */
  removeOutputsOnHost(host: string): void {
    for (const shuffle of this.shuffles.values()) remove(shuffle, (status) => status.host === host);
    this.currentEpoch++;
  }

  /** True when an executor holds outputs of any shuffle. */
  hasOutputsOn(executor: ExecutorId): boolean {
    for (const { statuses } of this.shuffles.values()) {
      if (statuses.some((status) => status?.executorId === executor)) return true;
    }
    return false;
  }

  statuses(shuffleId: ShuffleId): MapStatuses {
    return this.shuffles.get(shuffleId)?.statuses ?? NO_STATUSES;
  }

  numAvailableOutputs(shuffleId: ShuffleId): number {
    return this.shuffles.get(shuffleId)?.available ?? 0;
  }
}

/** Removes entries from a copy: executors go on with what they have fetched. */
function remove(shuffle: ShuffleStatus, isLost: (status: MapStatus, index: number) => boolean): void {
  const kept = shuffle.statuses.map((status, index) =>
    status === undefined || isLost(status, index) ? undefined : status,
  );
  const available = kept.reduce((count, status) => count + (status === undefined ? 0 : 1), 0);
  if (available === shuffle.available) return;
  shuffle.statuses = kept;
  shuffle.available = available;
}
