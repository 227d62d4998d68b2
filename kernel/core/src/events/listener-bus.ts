import type { SparkListener } from "./listener.js";
import type { TaskTable } from "./task-table.js";

type EventOf<M extends keyof SparkListener> = Parameters<NonNullable<SparkListener[M]>>[0];
/** Every method that takes one event object. */
type ObjectMethod = Exclude<keyof SparkListener, "onTaskTable" | "onTaskStart" | "onTaskEnd">;

/** Hands every event to every listener, in the order in which they were added. */
export class ListenerBus {
  private readonly listeners: SparkListener[] = [];
  /** Those that want to hear of each attempt; where there is nobody, a million attempts cost nothing here. */
  private readonly taskListeners: SparkListener[] = [];

  add(listener: SparkListener): void {
    this.listeners.push(listener);
    if (listener.onTaskStart !== undefined || listener.onTaskEnd !== undefined) this.taskListeners.push(listener);
  }

  /** The listener is told nothing more. */
  remove(listener: SparkListener): void {
    for (const list of [this.listeners, this.taskListeners]) {
      const at = list.indexOf(listener);
      if (at >= 0) list.splice(at, 1);
    }
  }

  get hasTaskListeners(): boolean {
    return this.taskListeners.length > 0;
  }

  post<M extends ObjectMethod>(method: M, event: EventOf<M>): void {
    for (const listener of this.listeners)
      (listener[method] as ((event: EventOf<M>) => void) | undefined)?.call(listener, event);
  }

  /** Attempts are rows of this table from now on. */
  taskTable(tasks: TaskTable): void {
    for (const listener of this.listeners) listener.onTaskTable?.(tasks);
  }

  taskStart(tasks: TaskTable, row: number): void {
    for (let i = 0; i < this.taskListeners.length; i++) this.taskListeners[i]!.onTaskStart?.(tasks, row);
  }

  taskEnd(tasks: TaskTable, row: number): void {
    for (let i = 0; i < this.taskListeners.length; i++) this.taskListeners[i]!.onTaskEnd?.(tasks, row);
  }
}
