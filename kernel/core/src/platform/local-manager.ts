import type { Bytes, Millis } from "../base/brand.js";
import { formatNoun } from "../base/format.js";
import type { Master } from "../conf/master.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { ClusterManager, PlannedExecutor } from "./executor-plan.js";
import { unifiedMemory } from "./unified-memory.js";
import { UnwatchedManager } from "./unwatched-manager.js";

/** `local[n]`: one executor inside the driver, on the notebook's machine. Nothing can be added and nothing is lost by itself. */
export class LocalManager extends UnwatchedManager implements ClusterManager {
  readonly name = "local";
  readonly isLocal = true;
  readonly coresPerExecutor: number;
  readonly memoryBytes: Bytes;
  readonly heapBytes: Bytes;
  readonly initial: readonly PlannedExecutor[];
  readonly readyMs: Millis = 0;

  constructor(conf: RuntimeConfig, master: Master) {
    super(0);
    this.coresPerExecutor = master.localCores ?? 1;
    this.heapBytes = conf.driverHeapBytes;
    const { maxBytes, offHeapBytes } = unifiedMemory(this.heapBytes, conf);
    this.memoryBytes = maxBytes + offHeapBytes;
    const { coresPerExecutor: cores, heapBytes, memoryBytes } = this;
    const containerBytes = Number.POSITIVE_INFINITY;
    this.initial = [
      {
        host: "localhost",
        rack: "localhost",
        cores,
        heapBytes,
        memoryBytes,
        containerBytes,
        startsMs: 0,
        registeredMs: 0,
      },
    ];
  }

  request(): readonly PlannedExecutor[] {
    return [];
  }

  release(): void {}

  override toString(): string {
    return `${formatNoun(1, "executor")} × ${formatNoun(this.coresPerExecutor, "core")}`;
  }
}
