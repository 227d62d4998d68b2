import { SparkError } from "../errors/index.js";
import type { CallSite } from "../events/listener.js";
import type { BroadcastData } from "../rdd/broadcast-data.js";
import { currentTask } from "../rdd/task-context.js";

/** Who holds the blocks of broadcasts: the driver and the executors that fetched them. */
export interface BroadcastManager {
  /** @throws SparkError DRIVER_OUT_OF_MEMORY */
  create(bytes: number): BroadcastData;
  unpersist(data: BroadcastData): void;
  destroy(data: BroadcastData): void;
}

/**
 * A value that is sent to each executor once, rather than with every task. Mirrors `Broadcast`; made by `sc.broadcast`.
 * @example
 * const names = sc.broadcast({ 1: "one", 2: "two" });
 * await rdd.map((n) => names.value[n] ?? "many").collect(); // ["one", "two", "many", "many"]
 */
export class Broadcast<T> {
  readonly id: number;
  /** Bytes as it travels, modelled. @example sc.broadcast("spark").sizeInBytes; // 9 */
  readonly sizeInBytes: number;
  private readonly held: T;
  private readonly data: BroadcastData;
  private readonly manager: BroadcastManager;
  private readonly callSiteOf: (method: string) => CallSite;
  private destroyedAt: CallSite | undefined;

  constructor(data: BroadcastData, value: T, manager: BroadcastManager, callSiteOf: (method: string) => CallSite) {
    this.id = data.id;
    this.sizeInBytes = data.bytes;
    this.data = data;
    this.held = value;
    this.manager = manager;
    this.callSiteOf = callSiteOf;
  }

  /** The value; the first tasks of an executor wait for it. @throws SparkError INTERNAL_ERROR_BROADCAST after {@link destroy} */
  get value(): T {
    this.assertValid();
    currentTask()?.readBroadcast(this.data);
    return this.held;
  }

  /**
   * Removes the executors' copies; whoever reads the value again fetches it again.
   * @throws SparkError INTERNAL_ERROR_BROADCAST after {@link destroy}
   * @example sc.broadcast([1, 2, 3]).unpersist()
   */
  unpersist(): void {
    this.assertValid();
    this.manager.unpersist(this.data);
  }

  /** Removes the value everywhere, for good. @throws SparkError INTERNAL_ERROR_BROADCAST when it was done before */
  destroy(): void {
    this.assertValid();
    this.destroyedAt = this.callSiteOf("destroy");
    this.manager.destroy(this.data);
  }

  toString(): string {
    return `Broadcast(${this.id})`;
  }

  private assertValid(): void {
    if (this.destroyedAt === undefined) return;
    throw new SparkError({
      condition: "INTERNAL_ERROR_BROADCAST",
      message: `Attempted to use ${this} after it was destroyed (${this.destroyedAt.short})`,
      nextStep: "Destroy it only when no task needs it any more, or make a new one with sc.broadcast().",
    });
  }
}
