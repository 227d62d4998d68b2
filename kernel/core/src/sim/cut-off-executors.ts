import type { ExecutorId, Millis } from "../base/brand.js";

interface CutOff {
  readonly sinceMs: Millis;
  readonly held: (() => void)[];
}

/** Executors between which and the driver no message gets through: what they would send is kept until the network is whole again. */
export class CutOffExecutors {
  private readonly executors: Map<ExecutorId, CutOff> = new Map();

  get isEmpty(): boolean {
    return this.executors.size === 0;
  }

  has(executor: ExecutorId): boolean {
    return this.executors.has(executor);
  }

  /** Since when no message gets through; undefined while they do. */
  sinceMs(executor: ExecutorId): Millis | undefined {
    return this.executors.get(executor)?.sinceMs;
  }

  cutOff(executor: ExecutorId, now: Millis): void {
    if (!this.executors.has(executor)) this.executors.set(executor, { sinceMs: now, held: [] });
  }

  /** Keeps a message until it can be delivered. */
  hold(executor: ExecutorId, deliver: () => void): void {
    this.executors.get(executor)!.held.push(deliver);
  }

  /** Messages get through again: those that were kept arrive now. */
  reach(executor: ExecutorId): void {
    const messages = this.executors.get(executor)?.held ?? [];
    this.executors.delete(executor);
    for (const deliver of messages) deliver();
  }
}
