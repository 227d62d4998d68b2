import type { GanttExecutor } from "@stageplay/view";

/** An executor came or went while the run went on. */
export interface ExecutorEvent {
  readonly executorId: number;
  readonly kind: "added" | "removed";
  readonly timeMs: number;
  /** `+ executor added` or `✕ executor lost: Command exited with code 52`. */
  readonly text: string;
}

/** Executors that came after the run's start, and those that went, with Spark's reason; in order of time. */
export function executorEvents(executors: readonly GanttExecutor[]): readonly ExecutorEvent[] {
  return executors
    .flatMap(({ executorId, addedMs, removedMs, removedReason }): ExecutorEvent[] => {
      const added: ExecutorEvent = { executorId, kind: "added", timeMs: addedMs, text: "+ executor added" };
      if (removedMs === undefined) return addedMs > 0 ? [added] : [];
      // A reason may go on over many lines of a container's log.
      const reason = (removedReason ?? "").split("\n")[0]!;
      const text = `✕ executor lost${reason === "" ? "" : `: ${reason}`}`;
      const removed: ExecutorEvent = { executorId, kind: "removed", timeMs: removedMs, text };
      return addedMs > 0 ? [added, removed] : [removed];
    })
    .sort((a, b) => a.timeMs - b.timeMs);
}
