import type { ExecutorId } from "../../base/brand.js";
import type { MapOutputTracker } from "../map-output-tracker.js";

/**
 * Which executors were found lost, and what the loss took: what tasks report from before is not believed, and no loss is dealt with
 * twice (B11, B12).
 */
export class ExecutorLosses {
  private readonly mapOutputs: MapOutputTracker;
  private readonly removeBlocks: (executor: ExecutorId) => void;
  /** Epoch at which an executor was last found lost, and its files. */
  private readonly failureEpoch: Map<ExecutorId, number> = new Map();
  private readonly fileLostEpoch: Map<ExecutorId, number> = new Map();

  constructor(mapOutputs: MapOutputTracker, removeBlocks: (executor: ExecutorId) => void) {
    this.mapOutputs = mapOutputs;
    this.removeBlocks = removeBlocks;
  }

  /** Whether an output that a task wrote is there, the task having known the losses up to an epoch. */
  isBelieved(executor: ExecutorId, epoch: number): boolean {
    const lostAt = this.failureEpoch.size === 0 ? undefined : this.failureEpoch.get(executor);
    return lostAt === undefined || epoch > lostAt;
  }

  /** See {@link DAGScheduler.executorLost}. */
  lost(executor: ExecutorId, epoch: number, filesLost: boolean, lostHost: string | undefined): void {
    if (isNews(this.failureEpoch, executor, epoch)) this.removeBlocks(executor);
    if (!filesLost || !isNews(this.fileLostEpoch, executor, epoch)) return;
    if (lostHost === undefined) this.mapOutputs.removeOutputsOnExecutor(executor);
    else this.mapOutputs.removeOutputsOnHost(lostHost);
  }
}

/** Notes the epoch of a loss; false when the loss was known at that epoch. */
function isNews(epochs: Map<ExecutorId, number>, executor: ExecutorId, epoch: number): boolean {
  if ((epochs.get(executor) ?? Number.NEGATIVE_INFINITY) >= epoch) return false;
  epochs.set(executor, epoch);
  return true;
}
