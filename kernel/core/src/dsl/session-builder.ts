import type { SparkSession } from "./spark-session.js";

/** What a new session shall be. */
export interface SessionRequest {
  /** Settings of the program. */
  readonly settings: Readonly<Record<string, string>>;
  /** A spark-submit command that starts a new application, when one was given. */
  readonly command: string | undefined;
}

/** Makes the session that a builder asks for. Set by whoever composes the application. */
export type SessionFactory = (request: SessionRequest) => SparkSession;

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
  private command: string | undefined;

  /** Name of the application. @example SparkSession.builder().appName("orders").getOrCreate() */
  appName(name: string): this {
    return this.config("spark.app.name", name);
  }

  /**
   * `local[4]` for four cores in one process, `yarn`, `spark://host:port` or `k8s://url` for a cluster of executors that arrive one by
   * one; without a master the notebook's own cluster is used, whose executors are there at once.
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

  /**
   * Flags as spark-submit takes them, for a new application; what {@link config} says wins over them, as in Spark.
   * @param command text, or a tagged template, which keeps the backslashes of a pasted command
   * @example
   * const session = SparkSession.builder().submit("--num-executors 3 --executor-cores 4").getOrCreate();
   * session.sparkContext.defaultParallelism; // 12
   */
  submit(command: string | TemplateStringsArray): this {
    this.command = typeof command === "string" ? command : command.raw.join("");
    return this;
  }

  /** The running session with these settings, or a new application where they need one. */
  getOrCreate(): SparkSession {
    return factory!({ settings: { ...this.settings }, command: this.command });
  }
}
