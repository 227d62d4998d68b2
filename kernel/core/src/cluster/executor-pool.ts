import type { Bytes, Millis } from "../base/brand.js";
import { formatNoun } from "../base/format.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { SparkError } from "../errors/spark-error.js";

const RESERVED_BYTES = 300 * 1024 * 1024;

/** The executors of an application and which of their cores are taken. A slot = one core (task.cpus of 1). */
export class ExecutorPool {
  readonly hosts: readonly string[];
  readonly coresPerExecutor: number;
  /** Unified memory of an executor, M of E1. */
  readonly memoryBytes: Bytes;
  /** True for `local[n]`: one executor inside the driver. */
  readonly isLocal: boolean;
  private readonly free: Int32Array;
  private readonly taken: Uint8Array;
  /** When each executor has loaded its classes; NaN before its first task. */
  private readonly warmAtMs: Float64Array;

  constructor(conf: RuntimeConfig) {
    const localCores = localMasterCores(conf.get("spark.master"));
    this.isLocal = localCores !== undefined;
    const count = this.isLocal ? 1 : conf.getInt("spark.executor.instances");
    this.coresPerExecutor = localCores ?? conf.getInt("spark.executor.cores");
    this.hosts = Array.from({ length: count }, (_, i) => (this.isLocal ? "localhost" : `host-${i + 1}`));
    const heap = conf.getBytes(this.isLocal ? "spark.driver.memory" : "spark.executor.memory");
    this.memoryBytes = Math.floor((heap - RESERVED_BYTES) * conf.getDouble("spark.memory.fraction"));
    this.free = new Int32Array(count).fill(this.coresPerExecutor);
    this.taken = new Uint8Array(count * this.coresPerExecutor);
    this.warmAtMs = new Float64Array(count).fill(this.isLocal ? 0 : Number.NaN);
  }

  get length(): number {
    return this.hosts.length;
  }

  get totalCores(): number {
    return this.length * this.coresPerExecutor;
  }

  /** `4 executors × 2 cores`. */
  toString(): string {
    return `${formatNoun(this.length, "executor")} × ${formatNoun(this.coresPerExecutor, "core")}`;
  }

  freeSlots(executor: number): number {
    return this.free[executor]!;
  }

  /** Takes the lowest free core of an executor. */
  take(executor: number): number {
    const first = executor * this.coresPerExecutor;
    let core = 0;
    while (this.taken[first + core] === 1) core++;
    this.taken[first + core] = 1;
    this.free[executor]!--;
    return core;
  }

  release(executor: number, core: number): void {
    this.taken[executor * this.coresPerExecutor + core] = 0;
    this.free[executor]!++;
  }

  /**
   * Time that a task launched now spends on deserialization: the first tasks of an executor wait until its classes are loaded
   * (`coldMs`), later ones take `warmMs`. A local master's only executor is the driver, which is warm.
   */
  deserializeMs(executor: number, now: Millis, coldMs: number, warmMs: number): number {
    if (Number.isNaN(this.warmAtMs[executor]!)) this.warmAtMs[executor] = now + coldMs;
    return Math.max(this.warmAtMs[executor]! - now, warmMs);
  }
}

/** Cores of `local`, `local[n]` and `local[*]`; undefined for a cluster. */
function localMasterCores(master: string): number | undefined {
  if (!master.startsWith("local")) return undefined;
  const match = /^local(?:\[(\d+|\*)\])?$/.exec(master);
  const cores = match?.[1] === undefined ? 1 : match[1] === "*" ? 2 : Number(match[1]);
  if (match !== null && cores > 0) return cores;
  throw new SparkError({
    condition: "INVALID_CONF_VALUE.DEFAULT",
    message: `'${master}' is not a master.`,
    nextStep: 'Use "local[4]" for four cores in one process, or leave spark.master unset for the default cluster.',
    parameters: { confName: "spark.master", confValue: master },
  });
}
