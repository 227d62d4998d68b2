import type { ExecutorId } from "../base/brand.js";
import { type Losable, Losses } from "../base/losses.js";
import type { ShuffleDependency } from "../rdd/dependency.js";
import type { MapOutput } from "../rdd/shuffle-write.js";

/** Where one map task's output lies and how big each reducer's block is: Spark's `MapStatus`. */
export interface MapStatus {
  /** `REMOTE_STORAGE` where no executor keeps it. */
  readonly executorId: number;
  readonly host: string;
  /** What was written, by reducer; missing where nothing was. */
  readonly blocks: MapOutput;
}

/** The outputs of one shuffle by map, undefined where there is none. An array that was handed out never loses an entry. */
export type MapStatuses = readonly (MapStatus | undefined)[];

type Shuffle = ShuffleDependency<unknown>;
/** What becomes of an output: it is lost, or lies elsewhere now. */
type Change = (status: MapStatus, mapIndex: number) => MapStatus | undefined;

interface ShuffleStatus extends Losable {
  statuses: (MapStatus | undefined)[];
  available: number;
}

const NO_STATUSES: MapStatuses = [];

/**
 * Spark's MapOutputTracker: which map outputs of which shuffle exist. They outlive the stages that wrote them (B4), for as long as a
 * program can reach the shuffle: Spark's ContextCleaner follows the garbage collector, and so does a weak map. Nothing that runs can
 * tell, since what nobody can reach nobody reads.
 */
export class MapOutputTracker {
  private readonly shuffles: WeakMap<Shuffle, ShuffleStatus> = new WeakMap();
  private readonly changes: Losses<Change> = new Losses();
  private currentEpoch = 0;

  /** Grows whenever outputs are lost: what an executor has fetched before may be out of date (B11). */
  get epoch(): number {
    return this.currentEpoch;
  }

  registerShuffle(shuffle: Shuffle, numMaps: number): void {
    if (this.shuffles.has(shuffle)) return;
    const statuses = new Array<MapStatus | undefined>(numMaps).fill(undefined);
    this.shuffles.set(shuffle, { statuses, available: 0, lossesSeen: this.changes.count });
  }

  registerMapOutput(shuffle: Shuffle, mapIndex: number, status: MapStatus): void {
    const known = this.find(shuffle)!;
    if (known.statuses[mapIndex] === undefined) known.available++;
    known.statuses[mapIndex] = status;
  }

  /** Forgets one output, if it is still the one of that executor. */
  unregisterMapOutput(shuffle: Shuffle, mapIndex: number, executor: ExecutorId): void {
    const known = this.find(shuffle);
    if (known?.statuses[mapIndex]?.executorId === executor) {
      change(known, (status, index) => (index === mapIndex ? undefined : status));
    }
    this.currentEpoch++;
  }

  /** Forgets all outputs of a shuffle: they are made anew (B13, B14). */
  unregisterAllMapOutput(shuffle: Shuffle): void {
    const known = this.find(shuffle);
    if (known !== undefined) change(known, () => undefined);
    this.currentEpoch++;
  }

  /** Forgets every output of an executor, of all shuffles (B11, B12). */
  removeOutputsOnExecutor(executor: ExecutorId): void {
    this.lose((status) => (status.executorId === executor ? undefined : status));
  }

  /** Forgets every output on a host. */
  removeOutputsOnHost(host: string): void {
    this.lose((status) => (status.host === host ? undefined : status));
  }

  /**
   * The outputs of an executor that leaves lie elsewhere from now on (C14). Who has fetched the statuses already does not know: nothing is
   * lost, so the epoch stays.
   */
  moveOutputs(
    executor: ExecutorId,
    place: (mapIndex: number) => { readonly executorId: ExecutorId; readonly host: string },
  ): void {
    this.changes.add((status, mapIndex) =>
      status.executorId === executor ? { ...status, ...place(mapIndex) } : status,
    );
  }

  statuses(shuffle: Shuffle): MapStatuses {
    return this.find(shuffle)?.statuses ?? NO_STATUSES;
  }

  numAvailableOutputs(shuffle: Shuffle): number {
    return this.find(shuffle)?.available ?? 0;
  }

  private lose(loss: Change): void {
    this.changes.add(loss);
    this.currentEpoch++;
  }

  private find(shuffle: Shuffle): ShuffleStatus | undefined {
    const known = this.shuffles.get(shuffle);
    if (known !== undefined) for (const missed of this.changes.since(known)) change(known, missed);
    return known;
  }
}

/** Changes a copy: executors go on with what they have fetched. */
function change(shuffle: ShuffleStatus, next: Change): void {
  const { statuses } = shuffle;
  const changed = statuses.map((status, index) => (status === undefined ? undefined : next(status, index)));
  if (changed.every((status, index) => status === statuses[index])) return;
  shuffle.statuses = changed;
  shuffle.available = changed.reduce((count, status) => count + (status === undefined ? 0 : 1), 0);
}
