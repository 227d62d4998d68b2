import type { SparkSession } from "./spark-session.js";

/** Makes the session that a builder asks for. Set by whoever composes the application. */
export type SessionFactory = (conf: Readonly<Record<string, string>>) => SparkSession;

let factory: SessionFactory | undefined;

export function setSessionFactory(make: SessionFactory): void {
  factory = make;
}

/**
 * Collects what a new session shall be. Mirrors `SparkSession.Builder`.
 *
 * Getting a session with another cluster (`spark.executor.*`, `spark.master`) starts a new application: `spark` and `sc` are the new
 * one's from then on, cached data and shuffle files of the old one are gone.
 *
 * @example
 * SparkSession.builder().config("spark.executor.instances", 8).getOrCreate();
 */
export class SparkSessionBuilder {
  private readonly settings: Record<string, string> = {};

  /** Name of the application. @example SparkSession.builder().appName("orders").getOrCreate() */
  appName(name: string): this {
    return this.config("spark.app.name", name);
  }

  /**
   * `local[4]` for four cores in one process; anything else is a cluster of executors.
   * @example SparkSession.builder().master("local[4]").getOrCreate().sparkContext.defaultParallelism; // 4
   */
  master(master: string): this {
    return this.config("spark.master", master);
  }

  /** Sets a spark.* key. @throws SparkError from {@link getOrCreate} when the value does not fit. */
  config(key: string, value: string | number | boolean): this {
    this.settings[key] = String(value);
    return this;
  }

  /** The running session with these settings, or a new application where they need one. */
  getOrCreate(): SparkSession {
    return factory!({ ...this.settings });
  }
}
