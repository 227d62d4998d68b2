import type { ExecutorId, Millis } from "../../base/brand.js";
import type { RunDocument, RunExecutor } from "../run.js";
import type { Silence } from "./run-messages.js";

/** Looks up whether an executor was heard at a time. */
export class Silences {
  private readonly byExecutor: Map<ExecutorId, Silence[]> = new Map();
  /** When the processes of executors ended. */
  private readonly gone: Map<ExecutorId, Millis> = new Map();

  constructor({ executors, messages }: Pick<RunDocument, "executors" | "messages">) {
    for (const silence of messages?.silences ?? []) {
      const known = this.byExecutor.get(silence.executorId);
      if (known === undefined) this.byExecutor.set(silence.executorId, [silence]);
      else known.push(silence);
    }
    for (const executor of executors) {
      const goneMs = this.endOf(executor);
      if (goneMs !== undefined) this.gone.set(executor.executorId, goneMs);
    }
  }

  /** The driver heard all executors all the time. */
  get isEmpty(): boolean {
    return this.byExecutor.size === 0 && this.gone.size === 0;
  }

  /** When the process of an executor ended; Infinity when it did not. */
  goneMs(executor: ExecutorId): Millis {
    return this.gone.get(executor) ?? Number.POSITIVE_INFINITY;
  }

  /** Why the driver heard nothing of the executor then; undefined when it did. The process being gone comes before all else. */
  at(executor: ExecutorId, timeMs: Millis): Silence["cause"] | "gone" | undefined {
    if (this.isEmpty) return undefined;
    if (timeMs >= this.goneMs(executor)) return "gone";
    const now = this.of(executor, timeMs);
    return now.find(({ cause }) => cause === "cut off")?.cause ?? now[0]?.cause;
  }

  /** One that is cut off has stopped for all that the driver knows, and lives on. */
  private endOf({ executorId, stoppedMs, removedMs }: RunExecutor): Millis | undefined {
    if (stoppedMs === undefined) return removedMs;
    const isCutOff = this.of(executorId, stoppedMs).some(({ cause }) => cause === "cut off");
    return isCutOff ? removedMs : stoppedMs;
  }

  private of(executor: ExecutorId, timeMs: Millis): Silence[] {
    const all = this.byExecutor.get(executor) ?? [];
    return all.filter(({ fromMs, untilMs }) => fromMs <= timeMs && timeMs < (untilMs ?? Number.POSITIVE_INFINITY));
  }
}
