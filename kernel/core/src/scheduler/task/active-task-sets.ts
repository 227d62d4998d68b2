import type { StageId } from "../../base/brand.js";
import type { TaskSetManager } from "./task-set-manager.js";

/** Tasks that wait for a slot, and those that run (D1). */
export interface TaskLoad {
  readonly pending: number;
  readonly pendingSpeculative: number;
  readonly running: number;
}

/** Every task set that has tasks to run or running, by stage: more than one where a new attempt of the stage has overtaken others. */
export class ActiveTaskSets {
  private readonly byStage: Map<StageId, TaskSetManager[]> = new Map();

  /** Adds a set, which overtakes the others of its stage. */
  add(manager: TaskSetManager): void {
    const { stageId } = manager.taskSet;
    const others = this.byStage.get(stageId) ?? [];
    for (const other of others) other.isZombie = true;
    this.byStage.set(stageId, [...others, manager]);
  }

  remove(manager: TaskSetManager): void {
    const { stageId } = manager.taskSet;
    const others = this.byStage.get(stageId)?.filter((other) => other !== manager);
    if (others === undefined || others.length === 0) this.byStage.delete(stageId);
    else this.byStage.set(stageId, others);
  }

  /** The sets of a stage, oldest first. */
  of(stageId: StageId): readonly TaskSetManager[] {
    return this.byStage.get(stageId) ?? NONE;
  }

  /** All sets, as they are now. */
  all(): TaskSetManager[] {
    return [...this.byStage.values()].flat();
  }

  /** There is no other set, of any stage. */
  isOnly(manager: TaskSetManager): boolean {
    return this.byStage.size === 1 && this.of(manager.taskSet.stageId).length === 1;
  }

  load(): TaskLoad {
    const load = { pending: 0, pendingSpeculative: 0, running: 0 };
    for (const manager of this.all()) {
      load.pending += manager.pendingCount;
      load.pendingSpeculative += manager.pendingSpeculative;
      load.running += manager.running;
    }
    return load;
  }
}

const NONE: readonly TaskSetManager[] = [];
