import type { Millis } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { ExecutorLoss } from "./executor-plan.js";

/** Why a cluster manager gives an application up. */
export interface GivenUp {
  /** In the manager's words. */
  readonly why: string;
  /** The setting that allows more failures. */
  readonly limitKey: string;
}

/** How many executors an application may lose before its cluster manager gives it up (D5). */
export interface ExecutorFailures {
  /** Failures that are too many; undefined where there is no such limit. */
  readonly most: number | undefined;
  /** An executor has started. */
  started(): void;
  /**
   * An executor is lost.
   * @param areOthersRunning whether the application has executors left
   * @returns why the application is given up now, undefined while it is not
   */
  lost(loss: ExecutorLoss, now: Millis, areOthersRunning: boolean): GivenUp | undefined;
}

/** A manager that starts executors for as long as the application wants. */
export const ANY_FAILURES: ExecutorFailures = { most: undefined, started: () => {}, lost: () => undefined };

const MAX_FAILURES = "spark.executor.maxNumFailures";
const MAX_RETRIES = "spark.deploy.maxExecutorRetries";

/** A container that ended by itself with an error; not one that the driver, the manager or its memory limit ended. */
function hasFailed({ exitCausedByApp, exitCode = 0 }: ExecutorLoss): boolean {
  return exitCausedByApp && exitCode > 0;
}

/** YARN and Kubernetes count failures within a time (`spark.executor.failuresValidityInterval`), or for ever. */
export class ExecutorFailureTracker implements ExecutorFailures {
  readonly most: number;
  private readonly endsAt: number;
  private readonly validityMs: Millis;
  private times: Millis[] = [];

  /** @param endsAt YARN gives up at the limit, Kubernetes above it */
  constructor(conf: RuntimeConfig, endsAt: "limit" | "aboveLimit") {
    this.most = maxExecutorFailures(conf);
    this.endsAt = endsAt === "limit" ? this.most : this.most + 1;
    const validity = "spark.executor.failuresValidityInterval";
    this.validityMs = conf.getOption(validity) === undefined ? -1 : conf.getMillis(validity);
  }

  started(): void {}

  lost(loss: ExecutorLoss, now: Millis): GivenUp | undefined {
    if (!hasFailed(loss)) return undefined;
    if (this.validityMs > 0) this.times = this.times.filter((time) => time >= now - this.validityMs);
    this.times.push(now);
    if (this.times.length < this.endsAt) return undefined;
    return { why: `Max number of executor failures (${this.most}) reached`, limitKey: MAX_FAILURES };
  }
}

/** A standalone master removes an application of which no executor runs, after so many failures with no start between them. */
export class ExecutorRetries implements ExecutorFailures {
  readonly most: number | undefined;
  private count = 0;

  constructor(conf: RuntimeConfig) {
    const retries = conf.getInt(MAX_RETRIES);
    this.most = retries < 0 ? undefined : retries;
  }

  started(): void {
    this.count = 0;
  }

  lost(loss: ExecutorLoss, _now: Millis, areOthersRunning: boolean): GivenUp | undefined {
    if (!hasFailed(loss) || this.most === undefined) return undefined;
    this.count++;
    if (this.count < this.most || areOthersRunning) return undefined;
    return { why: "Master removed our application: FAILED", limitKey: MAX_RETRIES };
  }
}

/** `spark.executor.maxNumFailures`, else twice the executors that were asked for, at least 3. */
function maxExecutorFailures(conf: RuntimeConfig): number {
  const isDynamic = conf.getBoolean("spark.dynamicAllocation.enabled");
  const executors = isDynamic
    ? conf.getInt("spark.dynamicAllocation.maxExecutors")
    : conf.isSet("spark.executor.instances")
      ? conf.getInt("spark.executor.instances")
      : 0;
  return conf.getOptionalInt(MAX_FAILURES) ?? Math.max(3, 2 * executors);
}
