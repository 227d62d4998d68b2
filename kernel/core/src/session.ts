/**
 * The core's front door for a host: one notebook's session. It holds the running application, says which cell its jobs belong to,
 * and gives the document of what a cell ran.
 */
import { isCoreKey, RuntimeConfig } from "./conf/runtime-config.js";
import { setSessionFactory } from "./dsl/session-builder.js";
import type { SparkContext } from "./dsl/spark-context.js";
import { SparkSession } from "./dsl/spark-session.js";
import type { RunDocument } from "./events/run.js";
import { Run } from "./events/run-facts.js";
import { type Prediction, PredictionDesk } from "./lesson/index.js";
import { createApplication, type LocalApplication, SPARK_VERSION } from "./local.js";
import type { Ports } from "./ports.js";
import { Cluster } from "./sim/cluster.js";
import type { TaskFault, TaskSelector } from "./sim/task-faults.js";

export interface SessionOptions {
  readonly appName?: string;
  /** spark.* settings, as `spark-submit --conf` would give them. */
  readonly conf?: Readonly<Record<string, string>>;
  readonly seed?: number;
}

/**
 * A session of a notebook. Made by {@link createSession}.
 *
 * @example
 * const session = createSession(ports);
 * session.beginCell(1);
 * await session.sc.parallelize([1, 2, 3]).count(); // 3
 * session.endCell()!.jobs.length; // 1
 */
export class Session {
  /** Called after job and stage events while a cell runs, for live displays. */
  onProgress: (() => void) | undefined;
  /** Called with what a cell ran on an application that gives way to a new one. */
  onApplicationEnd: ((run: RunDocument) => void) | undefined;
  private readonly ports: Ports;
  private readonly desk: PredictionDesk;
  private application: LocalApplication;
  private sparkSession: SparkSession;
  private clusterView: Cluster;
  private cell: number | undefined;
  private lastRun: Run | undefined;
  private applications = 0;

  constructor(ports: Ports, options: SessionOptions = {}) {
    this.ports = ports;
    this.desk = new PredictionDesk({
      jobCount: () => this.application.dag.jobCount,
      document: () => this.document(),
      record: (verdict) => this.application.store.addPrediction(verdict),
    });
    setSessionFactory((conf) => this.getOrCreate(conf));
    const settings: Record<string, string> = { ...options.conf };
    if (options.appName !== undefined) settings["spark.app.name"] = options.appName;
    if (options.seed !== undefined) settings["spark.stageplay.seed"] = String(options.seed);
    [this.application, this.sparkSession, this.clusterView] = this.start(settings);
  }

  /** `spark` in every cell. */
  get spark(): SparkSession {
    return this.sparkSession;
  }

  /** `sc` in every cell. */
  get sc(): SparkContext {
    return this.application.sc;
  }

  /** `cluster` in every cell. */
  get cluster(): Cluster {
    return this.clusterView;
  }

  /** Arms the next action with a prediction; the verdict is part of the run. @throws SparkError INVALID_PREDICTION */
  predict(prediction: Prediction): void {
    this.desk.predict(prediction);
  }

  /** Chooses tasks to go wrong: `task({ partition: 3 }).fail(2)`. @throws SparkError INVALID_FAULT */
  task(selector: TaskSelector): TaskFault {
    return this.application.faults.task(selector);
  }

  /** Jobs from now on belong to this cell (the notebook's execution count). */
  beginCell(cell?: number): void {
    this.cell = cell;
    this.application.cluster.startRun();
    this.application.store.startRun(cell);
  }

  /** Resolves when every action that the cell started has ended, also those that nobody awaits. */
  async settle(): Promise<void> {
    do {
      await this.application.actions.whenIdle();
      await this.ports.host.breathe();
    } while (!this.application.actions.isIdle);
  }

  /** What the cell ran so far; undefined when it ran no job. */
  currentRun(): RunDocument | undefined {
    return this.application.store.hasRun ? this.document() : undefined;
  }

  /** Ends the cell: its final document, which is `spark.lastRun` from then on; undefined when it ran no job. */
  endCell(): RunDocument | undefined {
    if (this.desk.clear()) this.ports.host.print("The prediction was not judged: no action followed it in this cell.");
    return this.endRun();
  }

  /** Cancels all running and queued jobs: their promises reject, the session lives. */
  cancelAllJobs(reason: string): void {
    this.application.jobs.cancelAll(reason);
  }

  private document(): RunDocument {
    const { store, sc, bus } = this.application;
    bus.post("onEnvironmentUpdate", { sparkProperties: sc.conf.getAll() });
    return store.document({
      sparkVersion: SPARK_VERSION,
      aqe: sc.conf.getBoolean("spark.sql.adaptive.enabled"),
      seed: sc.conf.getInt("spark.stageplay.seed"),
      costProfile: this.application.cost.name,
      rows: "measured",
      bytes: "modelled",
      times: "modelled",
    });
  }

  /** The running session with runtime settings applied, or a new application when the cluster changes. */
  private getOrCreate(settings: Readonly<Record<string, string>>): SparkSession {
    const { conf } = this.application.sc;
    const changed = Object.entries(settings).filter(([key, value]) => conf.getOption(key) !== value);
    if (changed.some(([key]) => isCoreKey(key) && key !== "spark.app.name")) {
      const merged = { ...conf.getAll(), ...settings };
      // Built first: settings that make no cluster leave the running application as it is.
      const next = this.start(merged);
      this.endApplication();
      [this.application, this.sparkSession, this.clusterView] = next;
      this.application.store.startRun(this.cell);
    } else for (const [key, value] of changed) if (key !== "spark.app.name") conf.set(key, value);
    return this.sparkSession;
  }

  private endApplication(): void {
    this.application.jobs.stop("because a new application was started");
    this.desk.clear();
    const run = this.endRun();
    if (run !== undefined) this.onApplicationEnd?.(run);
  }

  private endRun(): RunDocument | undefined {
    const document = this.currentRun();
    if (document !== undefined) this.lastRun = new Run(document);
    return document;
  }

  private start(settings: Readonly<Record<string, string>>): [LocalApplication, SparkSession, Cluster] {
    const conf = new RuntimeConfig(settings);
    const application = createApplication(this.ports, conf, {
      actionStarted: () => this.desk.actionStarted(),
      actionEnded: () => this.desk.actionEnded(),
    });
    conf.markStarted();
    this.announce(application, conf);
    const spark = new SparkSession({
      sparkContext: application.sc,
      queries: application.queries,
      version: SPARK_VERSION,
      lastRun: () => (this.application.store.hasRun ? new Run(this.document()) : this.lastRun),
    });
    return [application, spark, new Cluster(application.pool)];
  }

  private announce({ bus, pool, simulation }: LocalApplication, conf: RuntimeConfig): void {
    const timeMs = simulation.now;
    const appId = `app-stageplay-${String(this.applications++).padStart(4, "0")}`;
    const progress = (): void => this.onProgress?.();
    bus.add({
      onJobStart: progress,
      onStageSubmitted: progress,
      onStageCompleted: progress,
      onJobEnd: progress,
    });
    bus.post("onApplicationStart", { appId, appName: conf.get("spark.app.name"), sparkVersion: SPARK_VERSION, timeMs });
    bus.post("onEnvironmentUpdate", { sparkProperties: conf.getAll() });
    pool.hosts.forEach((host, executorId) => {
      const { coresPerExecutor: cores, memoryBytes } = pool;
      bus.post("onExecutorAdded", { timeMs, executorId, host, cores, memoryBytes });
    });
  }
}

/**
 * Starts a session of the simulated Spark.
 *
 * @example
 * const session = createSession(ports, { conf: { "spark.master": "local[2]" } });
 * await session.sc.parallelize([1, 2, 3]).count(); // 3
 */
export function createSession(ports: Ports, options: SessionOptions = {}): Session {
  return new Session(ports, options);
}
