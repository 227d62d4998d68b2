import type { ExecutorId } from "../../base/brand.js";
import type { Prng } from "../../base/prng.js";
import type { HealthTracker } from "./health-tracker.js";
import type { SchedulerBackend } from "./scheduler-backend.js";
import { NO_LOCALITY, NO_PREF } from "./task-locality.js";
import type { TaskSetManager } from "./task-set-manager.js";

/** Levels that offers of a set without preferences go through: one is enough. */
const ONE_LEVEL: readonly number[] = [NO_PREF];

/** The executors whose free slots are offered in one round, and how they are offered to a task set (C1, C2). */
export class ResourceOffers {
  /** The executors in the order of the round; `count` of them. */
  executors: Int32Array = new Int32Array(64);
  count = 0;
  private readonly backend: SchedulerBackend;
  private readonly health: HealthTracker | undefined;
  private readonly random: Prng;
  /** The best locality launched with the current set. */
  private bestLaunched = NO_LOCALITY;

  constructor(backend: SchedulerBackend, health: HealthTracker | undefined, random: Prng) {
    this.backend = backend;
    this.health = health;
    this.random = random;
  }

  /** A round of all executors with a free slot, in a random but seeded order. */
  shuffle(): void {
    const open = this.backend.executors.openExecutors;
    if (this.executors.length < open.length) this.executors = new Int32Array(open.length * 2);
    for (let i = 0; i < open.length; i++) this.executors[i] = open[i]!;
    // In order of id first: which executor got free when must not matter.
    this.executors.subarray(0, open.length).sort();
    this.random.shuffle(this.executors, open.length);
    this.count = open.length;
  }

  /** A round of one executor. */
  only(executor: ExecutorId): void {
    this.executors[0] = executor;
    this.count = 1;
  }

  /**
   * Goes over the offers with each level that the set may have, as long as something is launched.
   *
   * @param allResources the round has all executors with a free slot
   * @returns whether anything was launched; undefined when nothing was offered, since a barrier stage has no room
   */
  offerTo(manager: TaskSetManager, allResources: boolean): boolean | undefined {
    if (manager.taskSet.isBarrier === true && !this.hasRoomForAll(manager)) return undefined;
    this.bestLaunched = NO_LOCALITY;
    let rejected = false;
    const levels = manager.localityLevels ?? ONE_LEVEL;
    for (let i = 0; i < levels.length; i++) {
      let before: number;
      do {
        before = manager.running;
        if (this.pass(manager, levels[i]!)) rejected = true;
      } while (manager.running > before);
    }
    const launched = this.bestLaunched < NO_LOCALITY;
    if (manager.localityLevels !== undefined) {
      manager.offersDone(launched, rejected, allResources, this.bestLaunched, this.backend.now);
    }
    return launched;
  }

  /** One task for each executor that has room. @returns whether an offer was rejected for locality. */
  private pass(manager: TaskSetManager, level: number): boolean {
    const { backend, health } = this;
    const { executors } = backend;
    let rejected = false;
    for (let i = 0; i < this.count && manager.wantsOffers; i++) {
      const executor = this.executors[i]!;
      if (executors.freeSlots(executor) === 0) continue;
      const host = executors.hostOf(executor);
      if (health?.isExcluded(executor, host, backend.now) === true) continue;
      const index = manager.resourceOffer(executor, host, level, backend.now);
      if (manager.offerRejected) rejected = true;
      if (index < 0) continue;
      if (manager.offeredLocality < this.bestLaunched) this.bestLaunched = manager.offeredLocality;
      backend.launchTask(manager, index, executor);
    }
    return rejected;
  }

  /** A barrier stage starts with all of its tasks or not at all (B14). */
  private hasRoomForAll(manager: TaskSetManager): boolean {
    const { executors } = this.backend;
    let free = 0;
    for (let i = 0; i < this.count; i++) free += executors.freeSlots(this.executors[i]!);
    return free >= manager.numTasks;
  }
}
