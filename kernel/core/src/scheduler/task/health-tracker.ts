import type { ExecutorId, Millis } from "../../base/brand.js";
import type { ExclusionConf, TaskSetExclusion } from "./exclusion.js";

/** What a task set's failures exclude from the application. */
export interface Excluded {
  readonly executors: readonly ExecutorId[];
  readonly hosts: readonly number[];
  readonly untilMs: Millis;
}

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

  /** A task set succeeded: its failures count from now on. Gives what this excludes. */
  taskSetSucceeded(exclusion: TaskSetExclusion, now: Millis): Excluded {
    const until = now + this.conf.timeoutMs;
    const excluded: ExecutorId[] = [];
    const hosts: number[] = [];
    if (!this.conf.application) return { executors: excluded, hosts, untilMs: until };
    for (const [executor, { host, byTask }] of exclusion.failures) {
      const fresh = (this.failures.get(executor) ?? []).filter((expiry) => expiry > now);
      for (let i = 0; i < byTask.size; i++) fresh.push(until);
      this.failures.set(executor, fresh);
      if (fresh.length < this.conf.maxFailedTasksPerExecutor || this.executors.has(executor)) continue;
      this.executors.set(executor, { host, until });
      excluded.push(executor);
      const onHost = [...this.executors.values()].filter((other) => other.host === host);
      if (onHost.length < this.conf.maxFailedExecutorsPerNode) continue;
      this.nodes.set(host, until);
      hosts.push(host);
    }
    return { executors: excluded, hosts, untilMs: until };
  }

  /** A fetch from an executor failed. Gives what this excludes. */
  fetchFailed(executor: ExecutorId, host: number, now: Millis): Excluded {
    const untilMs = now + this.conf.timeoutMs;
    const { fetchFailures } = this.conf;
    const known = fetchFailures === "host" ? this.nodes.has(host) : this.executors.has(executor);
    if (!this.conf.application || fetchFailures === "ignored" || known) return { executors: [], hosts: [], untilMs };
    if (fetchFailures === "host") {
      this.nodes.set(host, untilMs);
      return { executors: [], hosts: [host], untilMs };
    }
    this.executors.set(executor, { host, until: untilMs });
    return { executors: [executor], hosts: [], untilMs };
  }

  get hasAny(): boolean {
    return this.executors.size > 0 || this.nodes.size > 0;
  }

  isExcluded(executor: ExecutorId, host: number, now: Millis): boolean {
    if (!this.hasAny) return false;
    const until = this.executors.get(executor)?.until;
    if (until !== undefined && until <= now) this.executors.delete(executor);
    const nodeUntil = this.nodes.get(host);
    if (nodeUntil !== undefined && nodeUntil <= now) this.nodes.delete(host);
    return this.executors.has(executor) || this.nodes.has(host);
  }
}
