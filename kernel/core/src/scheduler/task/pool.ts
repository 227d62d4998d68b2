import type { TaskSetManager } from "./task-set-manager.js";

export type SchedulingMode = "FIFO" | "FAIR";

/** A pool as an allocation file has it (C3). */
export interface PoolConf {
  readonly name: string;
  readonly schedulingMode: SchedulingMode;
  readonly weight: number;
  readonly minShare: number;
}

/** What FAIR compares. */
interface Schedulable {
  readonly running: number;
  readonly minShare: number;
  readonly weight: number;
  readonly name: string;
}

/** A pool of task sets, sorted by its own mode. */
export class Pool implements Schedulable {
  readonly name: string;
  readonly schedulingMode: SchedulingMode;
  readonly weight: number;
  readonly minShare: number;
  running = 0;
  private readonly managers: TaskSetManager[] = [];

  constructor({ name, schedulingMode, weight, minShare }: PoolConf) {
    this.name = name;
    this.schedulingMode = schedulingMode;
    this.weight = weight;
    this.minShare = minShare;
  }

  get isEmpty(): boolean {
    return this.managers.length === 0;
  }

  changeRunning(by: number): void {
    this.running += by;
  }

  add(manager: TaskSetManager): void {
    manager.pool = this;
    const after = this.managers.findIndex((other) => comesBefore(manager, other));
    this.managers.splice(after === -1 ? this.managers.length : after, 0, manager);
  }

  remove(manager: TaskSetManager): void {
    const at = this.managers.indexOf(manager);
    if (at >= 0) this.managers.splice(at, 1);
  }

  /** The task sets in the order in which they are offered slots. Do not keep it. */
  sorted(): readonly TaskSetManager[] {
    if (this.schedulingMode === "FIFO" || this.managers.length < 2) return this.managers;
    return [...this.managers].sort((a, b) => compareFair(schedulable(a), schedulable(b)));
  }
}

/** FIFO: by job, then stage (C3). */
export function comesBefore(a: TaskSetManager, b: TaskSetManager): boolean {
  const [x, y] = [a.taskSet, b.taskSet];
  return x.priority < y.priority || (x.priority === y.priority && x.stageId < y.stageId);
}

/**
 * FAIR (C3): who runs less than its minimum share comes first, and there the one that has the smaller part of it; else the one that runs
 * less for its weight; then by name.
 */
export function compareFair(a: Schedulable, b: Schedulable): number {
  const needyA = a.running < a.minShare;
  const needyB = b.running < b.minShare;
  if (needyA !== needyB) return needyA ? -1 : 1;
  const order = needyA
    ? compareRatios(a.running / Math.max(a.minShare, 1), b.running / Math.max(b.minShare, 1))
    : compareRatios(a.running / a.weight, b.running / b.weight);
  if (order !== 0) return order;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** As Java compares doubles: what is no number, nothing running by a weight of 0, comes last. */
function compareRatios(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** A task set among others of its pool: weight 1, no minimum share. */
function schedulable({ taskSet, running }: TaskSetManager): Schedulable {
  return { running, minShare: 0, weight: 1, name: `TaskSet_${taskSet.stageId}.${taskSet.stageAttempt}` };
}
