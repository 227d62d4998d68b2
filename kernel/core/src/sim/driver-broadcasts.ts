import type { DriverPort } from "../backend.js";
import type { Bytes, ExecutionId, Millis } from "../base/brand.js";
import type { BroadcastStore } from "../cluster/broadcast-store.js";
import type { CostModel } from "../cluster/cost-model.js";
import type { DriverMemory } from "../driver/driver-memory.js";
import type { SparkError } from "../errors/spark-error.js";
import type { SparkListener, SparkListenerSQLExecutionEnd } from "../events/listener.js";
import type { BroadcastData } from "../rdd/broadcast-data.js";
import { OBJECT_FACTOR } from "../rdd/task-memory.js";
import type { Simulation } from "./simulation.js";

export interface DriverBroadcastsOptions {
  readonly simulation: Simulation;
  readonly memory: DriverMemory;
  readonly cost: CostModel;
  readonly store: BroadcastStore;
  /** The driver has no room, and dies. @returns what its jobs end in */
  readonly noRoom: (bytes: Bytes) => SparkError;
}

/** The driver's side of broadcasts: what they take of its heap and of its time (E8, E9). */
export class DriverBroadcasts implements DriverPort, SparkListener {
  private readonly options: DriverBroadcastsOptions;
  private nextId = 0;
  /** Bytes held for the tables of queries that run. */
  private readonly ofQuery: Map<ExecutionId, Bytes> = new Map();

  constructor(options: DriverBroadcastsOptions) {
    this.options = options;
  }

  get nowMs(): Millis {
    return this.options.simulation.now;
  }

  /**
   * A value of the program's: its objects and its blocks are on the heap until it is destroyed, and the driver's thread serializes it.
   * @throws SparkError DRIVER_OUT_OF_MEMORY
   */
  create(bytes: Bytes): BroadcastData {
    const { memory, simulation, cost, noRoom } = this.options;
    const wanted = heapBytes(bytes);
    if (!memory.hold("broadcasts", wanted)) throw noRoom(wanted);
    simulation.spend(bytes * cost.resultSerializeMsPerByte);
    return this.newBroadcast(bytes);
  }

  /** The executors forget it; whoever reads it again fetches it again. */
  unpersist(data: BroadcastData): void {
    this.options.store.remove(data);
  }

  destroy(data: BroadcastData): void {
    this.unpersist(data);
    this.options.memory.release("broadcasts", heapBytes(data.bytes));
  }

  newBroadcast(bytes: Bytes): BroadcastData {
    return { id: this.nextId++, bytes };
  }

  /** Held until the query ends: then the plan may go, and Spark's cleaner takes the broadcast. */
  holdBroadcast(executionId: ExecutionId | undefined, bytes: Bytes): boolean {
    const { memory } = this.options;
    if (!memory.hold("broadcasts", bytes)) return false;
    if (executionId === undefined) memory.release("broadcasts", bytes);
    else this.ofQuery.set(executionId, (this.ofQuery.get(executionId) ?? 0) + bytes);
    return true;
  }

  buildMs(rows: number, bytes: Bytes): Millis {
    const { cost } = this.options;
    return rows * cost.work.joinRows + bytes * cost.resultSerializeMsPerByte;
  }

  onSQLExecutionEnd({ executionId }: SparkListenerSQLExecutionEnd): void {
    const bytes = this.ofQuery.get(executionId);
    if (bytes === undefined) return;
    this.ofQuery.delete(executionId);
    this.options.memory.release("broadcasts", bytes);
  }
}

/** The program's objects, and the blocks that executors fetch. */
function heapBytes(bytes: Bytes): Bytes {
  return bytes * (OBJECT_FACTOR + 1);
}
