import { SparkError } from "../errors/index.js";

/**
 * A value that is sent to each executor once, rather than with every task. Mirrors `Broadcast`; made by `sc.broadcast`.
 * @example
 * const names = sc.broadcast({ 1: "one", 2: "two" });
 * await rdd.map((n) => names.value[n] ?? "many").collect(); // ["one", "two", "many", "many"]
 */
export class Broadcast<T> {
  readonly id: number;
  private readonly held: T;
  private isDestroyed = false;

  constructor(id: number, value: T) {
    this.id = id;
    this.held = value;
  }

  /** The value. @throws SparkError BROADCAST_DESTROYED */
  get value(): T {
    if (!this.isDestroyed) return this.held;
    throw new SparkError({
      condition: "BROADCAST_DESTROYED",
      message: `Attempted to use ${this} after it was destroyed.`,
      nextStep: "Destroy it only when no task needs it any more, or make a new one with sc.broadcast().",
    });
  }

  /** Removes the value everywhere, for good. */
  destroy(): void {
    this.isDestroyed = true;
  }

  toString(): string {
    return `Broadcast(${this.id})`;
  }
}
