import type { ExecutorId, Millis } from "../../base/brand.js";
import type { ExclusionConf, TaskSetExclusion } from "./exclusion.js";

/**
 * Executors and nodes that the whole application excludes for a while (C9, application level). Failures count once their task set
 * has succeeded, so that a program that fails everywhere blames no executor.
 */
export class HealthTracker {
  private readonly conf: ExclusionConf;
  /** Expiry of each failed task, by executor. */
  private readonly failures: Map<ExecutorId, Millis[]> = new Map();
  private readonly executors: Map<ExecutorId, { readonly host: number; readonly until: Millis }> = new Map();
  private readonly nodes: Map<number, Millis> = new Map();

  constructor(conf: ExclusionConf) {
    this.conf = conf;
  }

  /** A task set succeeded: its failures count from now on. Gives the executors that this excludes. */
  taskSetSucceeded(exclusion: TaskSetExclusion, now: Millis): ExecutorId[] {
    if (!this.conf.application) return [];
    const until = now + this.conf.timeoutMs;
    const excluded: ExecutorId[] = [];
    for (const [executor, { host, byTask }] of exclusion.failures) {
      const fresh = (this.failures.get(executor) ?? []).filter((expiry) => expiry > now);
      for (let i = 0; i < byTask.size; i++) fresh.push(until);
      this.failures.set(executor, fresh);
      if (fresh.length < this.conf.maxFailedTasksPerExecutor || this.executors.has(executor)) continue;
      this.executors.set(executor, { host, until });
      excluded.push(executor);
      const onHost = [...this.executors.values()].filter((other) => other.host === host);
      if (onHost.length >= this.conf.maxFailedExecutorsPerNode) this.nodes.set(host, until);
    }
    return excluded;
  }

  get hasAny(): boolean {
    return this.executors.size > 0;
  }

  isExcluded(executor: ExecutorId, host: number, now: Millis): boolean {
    if (this.executors.size === 0) return false;
    const until = this.executors.get(executor)?.until;
    if (until !== undefined && until <= now) this.executors.delete(executor);
    const nodeUntil = this.nodes.get(host);
    if (nodeUntil !== undefined && nodeUntil <= now) this.nodes.delete(host);
    return this.executors.has(executor) || this.nodes.has(host);
  }
}
