import type { SparkListener } from "./listener.js";
import type { TaskTable } from "./task-table.js";

type EventOf<M extends keyof SparkListener> = Parameters<NonNullable<SparkListener[M]>>[0];
/** Every method that takes one event object. */
type ObjectMethod = Exclude<keyof SparkListener, "onTaskStart" | "onTaskEnd">;

/** Hands every event to every listener, in the order in which they were added. */
export class ListenerBus {
  private readonly listeners: SparkListener[] = [];

  add(listener: SparkListener): void {
    this.listeners.push(listener);
  }

  post<M extends ObjectMethod>(method: M, event: EventOf<M>): void {
    for (const listener of this.listeners)
      (listener[method] as ((event: EventOf<M>) => void) | undefined)?.call(listener, event);
  }

  taskStart(tasks: TaskTable, row: number): void {
    for (const listener of this.listeners) listener.onTaskStart?.(tasks, row);
  }

  taskEnd(tasks: TaskTable, row: number): void {
    for (const listener of this.listeners) listener.onTaskEnd?.(tasks, row);
  }
}
