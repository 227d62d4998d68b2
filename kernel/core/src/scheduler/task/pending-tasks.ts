import type { SchedulerExecutors } from "./scheduler-executors.js";
import { ANY, NO_PREF, NODE_LOCAL, PROCESS_LOCAL, RACK_LOCAL } from "./task-locality.js";
import type { TaskLocations } from "./task-locations.js";
import { TaskStack, type Verdict } from "./task-stack.js";

/**
 * The tasks of a set that wait, in a stack for every place where somebody waits for it (C6). A task that prefers places stands in
 * many stacks at once; it is removed where it is found, and elsewhere when it is come upon.
 */
export class PendingTasks {
  private readonly locations: TaskLocations | undefined;
  private readonly executors: SchedulerExecutors;
  private readonly forExecutor: Map<number, TaskStack> = new Map();
  private readonly forHost: Map<number, TaskStack> = new Map();
  private readonly forRack: Map<number, TaskStack> = new Map();
  /** Tasks that do not mind. */
  private readonly noPrefs: TaskStack;
  /** Tasks that mind, once more, for when any place will do. */
  private readonly withPrefs: TaskStack = new TaskStack();
  /** Locality of the task that {@link take} gave last. */
  locality: number = PROCESS_LOCAL;

  /** With the first `numTasks` tasks waiting. */
  constructor(locations: TaskLocations | undefined, executors: SchedulerExecutors, numTasks: number) {
    this.locations = locations;
    this.executors = executors;
    this.noPrefs = new TaskStack(locations === undefined ? numTasks : 0);
    if (locations !== undefined) for (let index = numTasks - 1; index >= 0; index--) this.add(index);
  }

  add(index: number): void {
    const { locations } = this;
    const first = locations?.start[index] ?? 0;
    const end = locations?.start[index + 1] ?? 0;
    if (first === end) {
      this.noPrefs.push(index);
      return;
    }
    for (let i = first; i < end; i++) {
      const executor = locations!.executors[i]!;
      const host = locations!.hosts[i]!;
      const rack = this.executors.rackOf(host);
      if (executor >= 0) push(this.forExecutor, executor, index);
      push(this.forHost, host, index);
      if (rack >= 0) push(this.forRack, rack, index);
    }
    this.withPrefs.push(index);
  }

  /** Takes the next task when nobody minds where: the short way of most task sets. */
  pop(): number {
    this.locality = PROCESS_LOCAL;
    return this.noPrefs.pop();
  }

  /** No task was taken, and none came back. */
  get isUntouched(): boolean {
    return this.noPrefs.isUntouched;
  }

  /** The next `count` tasks of a set without preferences have been launched. */
  skip(count: number): void {
    this.noPrefs.skip(count);
  }

  /** The best task for an executor that is not farther away than `maxLocality`; −1 when there is none. */
  take(executor: number, host: number, maxLocality: number, judge: (index: number) => Verdict): number {
    let index = this.forExecutor.get(executor)?.search(judge) ?? -1;
    this.locality = PROCESS_LOCAL;
    if (index >= 0) return index;
    if (maxLocality >= NODE_LOCAL) {
      index = this.forHost.get(host)?.search(judge) ?? -1;
      this.locality = NODE_LOCAL;
      if (index >= 0) return index;
    }
    if (maxLocality >= NO_PREF) {
      index = this.noPrefs.search(judge);
      this.locality = PROCESS_LOCAL;
      if (index >= 0) return index;
    }
    if (maxLocality >= RACK_LOCAL) {
      index = this.forRack.get(this.executors.rackOf(host))?.search(judge) ?? -1;
      this.locality = RACK_LOCAL;
      if (index >= 0) return index;
    }
    if (maxLocality < ANY) return -1;
    this.locality = ANY;
    return this.withPrefs.search(judge);
  }

  /** Whether a task waits for a place of this level; what is stale is cleared away. */
  hasAnyAt(level: number, isStale: (index: number) => boolean): boolean {
    switch (level) {
      case PROCESS_LOCAL:
        return hasAny(this.forExecutor, isStale);
      case NODE_LOCAL:
        return hasAny(this.forHost, isStale);
      case RACK_LOCAL:
        return hasAny(this.forRack, isStale);
      default:
        return !this.noPrefs.isEmpty;
    }
  }

  /** The levels that are worth trying: somebody waits for a place there that lives (C4). */
  validLevels(): number[] {
    const { executors } = this;
    const levels: number[] = [];
    if (some(this.forExecutor, (executor) => executors.isAlive(executor))) levels.push(PROCESS_LOCAL);
    if (some(this.forHost, (host) => executors.hasAliveOnHost(host))) levels.push(NODE_LOCAL);
    if (!this.noPrefs.isEmpty) levels.push(NO_PREF);
    if (some(this.forRack, (rack) => executors.hasAliveOnRack(rack))) levels.push(RACK_LOCAL);
    levels.push(ANY);
    return levels;
  }
}

function push(stacks: Map<number, TaskStack>, place: number, index: number): void {
  let stack = stacks.get(place);
  if (stack === undefined) {
    stack = new TaskStack();
    stacks.set(place, stack);
  }
  stack.push(index);
}

function hasAny(stacks: Map<number, TaskStack>, isStale: (index: number) => boolean): boolean {
  for (const [place, stack] of stacks) {
    if (stack.hasAny(isStale)) return true;
    stacks.delete(place);
  }
  return false;
}

function some(stacks: Map<number, TaskStack>, test: (place: number) => boolean): boolean {
  for (const place of stacks.keys()) if (test(place)) return true;
  return false;
}
