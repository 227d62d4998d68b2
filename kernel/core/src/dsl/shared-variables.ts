import { SparkError } from "../errors/index.js";
import type { CallSite } from "../events/listener.js";
import { serializedSize } from "../rdd/serialized-size.js";
import { CollectionAccumulator, DoubleAccumulator, LongAccumulator } from "./accumulators.js";
import { Broadcast, type BroadcastManager } from "./broadcast-variable.js";
import { parseBytes } from "./capturing.js";
import { JobControl } from "./job-control.js";
import { RDD } from "./rdd.js";

/** What the program and its tasks share: values that tasks read, and sums that they add to. */
export abstract class SharedVariables extends JobControl {
  private nextAccumulatorId = 0;

  protected abstract get broadcasts(): BroadcastManager;
  abstract callSite(method: string): CallSite;

  /**
   * A value for tasks to read, which is sent to each executor once. Mirrors `SparkContext.broadcast`; to join with a small DataFrame
   * use the function `broadcast`.
   * @example
   * const names = sc.broadcast({ 1: "one", 2: "two" });
   * await rdd.map((n) => names.value[n] ?? "many").collect(); // ["one", "two", "many", "many"]
   * @param size what the value stands for, such as `"200MB"`; what it weighs itself when left out
   * @throws SparkError DRIVER_OUT_OF_MEMORY when the driver's heap has no room for it; INVALID_BROADCAST for an RDD
   */
  broadcast<T>(value: T, size?: number | string): Broadcast<T> {
    const { broadcasts } = this;
    if (value instanceof RDD)
      throw cannotBroadcast("Can not directly broadcast RDDs; instead, call collect() and broadcast the result.");
    const bytes = size === undefined ? serializedSize(value) : parseBytes("broadcast", size);
    return new Broadcast(broadcasts.create(bytes), value, broadcasts, (method) => this.callSite(method));
  }

  /**
   * A sum of whole numbers that tasks add to. Mirrors `SparkContext.longAccumulator`.
   * @example
   * const even = sc.longAccumulator("even");
   * await rdd.foreach((n) => n % 2 === 0 && even.add(1));
   * even.value; // 2
   */
  longAccumulator(name?: string): LongAccumulator {
    return new LongAccumulator(this.nextAccumulatorId++, name);
  }

  /** A sum of numbers that tasks add to. Mirrors `SparkContext.doubleAccumulator`. @example sc.doubleAccumulator("total").value; // 0 */
  doubleAccumulator(name?: string): DoubleAccumulator {
    return new DoubleAccumulator(this.nextAccumulatorId++, name);
  }

  /** An array that tasks add to. Mirrors `SparkContext.collectionAccumulator`. @example sc.collectionAccumulator("seen").value; // [] */
  collectionAccumulator<T>(name?: string): CollectionAccumulator<T> {
    return new CollectionAccumulator<T>(this.nextAccumulatorId++, name);
  }
}

function cannotBroadcast(message: string): SparkError {
  return new SparkError({
    condition: "INVALID_BROADCAST",
    message,
    nextStep: "Collect it first: sc.broadcast(await rdd.collect()).",
  });
}
