/**
 * The core's front door for a host: one notebook's session. It holds the running application, says which cell its jobs belong to,
 * and gives the document of what a cell ran.
 */
import { advise } from "./advisor/index.js";
import { ConfigLayers } from "./conf/config-layers.js";
import { isCoreKey, RuntimeConfig, setChecked } from "./conf/runtime-config.js";
import { SPARK_VERSIONS } from "./conf/spark-version.js";
import { applyDefaultsFile, applySubmit, DEFAULTS_FILE } from "./conf/submit/apply-submit.js";
import { parseSubmit } from "./conf/submit/parse-submit.js";
import { withoutEffect } from "./conf/without-effect.js";
import { type SessionRequest, setSessionFactory } from "./dsl/session-builder.js";
import type { SparkContext } from "./dsl/spark-context.js";
import { SparkSession } from "./dsl/spark-session.js";
import { SparkError } from "./errors/index.js";
import type { SparkListener } from "./events/listener.js";
import type { RunDocument } from "./events/run.js";
import { Run } from "./ledger/run-facts.js";
import { EventLogHash } from "./lesson/event-log-hash.js";
import type { Prediction } from "./lesson/index.js";
import { PredictionDesk } from "./lesson/prediction-desk.js";
import { createApplication, type LocalApplication } from "./local.js";
import { driverPlan } from "./platform/index.js";
import { readTextFile } from "./platform/read-text-file.js";
import type { Ports } from "./ports.js";
import { Cluster } from "./sim/cluster.js";
import type { TaskFault } from "./sim/faults/task-fault.js";
import type { TaskSelector } from "./sim/task-selector.js";

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
  /** Called with what a cell ran on an application that gives way to a new one. */
  onApplicationEnd: ((run: RunDocument) => void) | undefined;
  private readonly ports: Ports;
  private readonly options: SessionOptions;
  private readonly desk: PredictionDesk;
  private application: LocalApplication;
  private sparkSession: SparkSession;
  private clusterView: Cluster;
  private progress: (() => void) | undefined;
  /** On the bus only while somebody wants to know: attempts that nobody hears of cost less. */
  private readonly taskProgress: SparkListener = { onTaskEnd: () => this.progress?.() };
  private cell: number | undefined;
  /** What is said once only. */
  private readonly said: Set<string> = new Set();
  private lastRun: Run | undefined;
  private applications = 0;
  private noteWithoutEffect: string | undefined;
  /** Settings that a lesson pins: every application that it starts has them. */
  private pinned: Readonly<Record<string, string>> = {};
  private logHash: EventLogHash | undefined;

  constructor(ports: Ports, options: SessionOptions = {}) {
    this.ports = ports;
    this.desk = new PredictionDesk({
      jobCount: () => this.application.dag.jobCount,
      document: () => this.document(),
      record: (verdict) => this.application.store.addPrediction(verdict),
      tell: (note) => this.ports.host.print(note),
    });
    setSessionFactory((request) => this.getOrCreate(request));
    this.options = options;
    [this.application, this.sparkSession, this.clusterView] = this.firstStart();
  }

  /** Called after each event of a job, stage or task's end while a cell runs, for live displays: very often, so it has to be cheap. */
  get onProgress(): (() => void) | undefined {
    return this.progress;
  }

  set onProgress(listener: (() => void) | undefined) {
    this.application.bus.remove(this.taskProgress);
    this.progress = listener;
    if (listener !== undefined) this.application.bus.add(this.taskProgress);
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

  /**
   * Starts a lesson: a fresh application with these settings, and with ids, clock and random streams from their beginning. Other applications that the
   * lesson starts have the settings too.
   *
   * @throws SparkError UNKNOWN_CONF_KEY, INVALID_CONF_VALUE, and INVALID_CLUSTER for settings that make no cluster
   */
  startLesson(settings: Readonly<Record<string, string>>): void {
    const before = [this.pinned, this.logHash] as const;
    this.pinned = settings;
    this.logHash = new EventLogHash(this.cell ?? 1);
    try {
      this.restart(this.kernelLayers(), {});
    } catch (error) {
      [this.pinned, this.logHash] = before;
      throw error;
    }
    this.lastRun = undefined;
  }

  /** Hash of the event log since the lesson began; equal for equal runs from the first cell on. Undefined outside of a lesson. */
  lessonHash(): string | undefined {
    return this.logHash?.digest();
  }

  /**
   * Arms the next action with a prediction; the verdict is part of the run.
   * @throws SparkError UNRESOLVED_FIELD.WITH_SUGGESTION for an unknown field, INVALID_PREDICTION for what cannot be judged
   */
  predict(prediction: Prediction): void {
    this.desk.predict(prediction);
  }

  /** Chooses tasks to go wrong: `task({ partition: 3 }).fail(2)`. @throws SparkError INVALID_FAULT */
  task(selector: TaskSelector): TaskFault {
    return this.application.clusterFaults.task(selector);
  }

  /** Jobs from now on belong to this cell (the notebook's execution count). */
  beginCell(cell?: number): void {
    this.cell = cell;
    this.application.cluster.startRun();
    this.application.store.startRun(cell);
    this.application.faultDesk.beginRun();
    this.application.driverMemory.startRun();
  }

  /** Resolves when every action that the cell started has ended, also those that nobody awaits. */
  async settle(): Promise<void> {
    do {
      await this.application.actions.whenIdle();
      // Attempts may outlive a job inside a transformation, and then nobody drives time to their end.
      this.application.simulation.drive();
      await this.application.simulation.whenStill();
      await this.ports.host.breathe();
    } while (!this.application.actions.isIdle);
  }

  /** What the cell ran so far; undefined when it ran no job. */
  currentRun(): RunDocument | undefined {
    return this.application.store.hasRun ? this.document() : undefined;
  }

  /** Ends the cell: its final document, which is `spark.lastRun` from then on; undefined when it ran no job. */
  endCell(): RunDocument | undefined {
    this.endFaults();
    this.desk.endProgram();
    const run = this.endRun();
    this.desk.endCell(run !== undefined);
    return run;
  }

  /** Cancels all running and queued jobs: their promises reject, the session lives. */
  cancelAllJobs(reason: string): void {
    this.application.jobs.cancelAll(reason);
  }

  private document(): RunDocument {
    const { store, sc, bus } = this.application;
    bus.post("onEnvironmentUpdate", { sparkProperties: sc.conf.getAll() });
    const document = store.document({
      sparkVersion: SPARK_VERSIONS[sc.conf.sparkVersion],
      aqe: sc.conf.getBoolean("spark.sql.adaptive.enabled"),
      seed: sc.conf.getInt("spark.stageplay.seed"),
      costProfile: this.application.cost.name,
      rows: "measured",
      bytes: "modelled",
      times: "modelled",
    });
    const isModelled = document.stages.some(({ rdds }) => rdds.some((rdd) => rdd.modelled === true));
    return isModelled ? { ...document, profile: { ...document.profile, rows: "modelled" } } : document;
  }

  /** The running session with runtime settings applied, or a new application when the cluster changes or a command starts one. */
  private getOrCreate({ settings, command }: SessionRequest): SparkSession {
    const { conf } = this.application.sc;
    const changed = Object.entries(settings).filter(([key, value]) => conf.getOption(key) !== value);
    if (command !== undefined) this.restart(this.submitted(command), settings);
    else if (this.application.jobs.isStopped) this.restart(conf.copyLayers(), settings);
    else if (changed.some(([key]) => isCoreKey(key) && key !== "spark.app.name"))
      this.restart(conf.copyLayers(), settings);
    else for (const [key, value] of changed) if (key !== "spark.app.name") conf.set(key, value);
    return this.sparkSession;
  }

  /** A new application takes the place of the running one. */
  private restart(layers: ConfigLayers, settings: Readonly<Record<string, string>>): void {
    layers.keepSessionSettings();
    for (const [key, value] of Object.entries(settings)) setChecked(layers, "code", key, value);
    // Built first: settings that make no cluster leave the running application as it is.
    const next = this.start(layers);
    this.endApplication();
    [this.application, this.sparkSession, this.clusterView] = next;
    this.application.store.startRun(this.cell);
  }

  /** What the kernel itself was started with, as `--conf` of its own. */
  private kernelLayers(): ConfigLayers {
    const { appName, seed, conf = {} } = this.options;
    const layers = new ConfigLayers();
    for (const [key, value] of Object.entries(conf)) setChecked(layers, "conf", key, value);
    if (appName !== undefined) setChecked(layers, "conf", "spark.app.name", appName, "name of the notebook");
    if (seed !== undefined) setChecked(layers, "conf", "spark.stageplay.seed", String(seed), "seed of the session");
    for (const [key, value] of Object.entries(this.pinned)) setChecked(layers, "conf", key, value, "the lesson");
    return layers;
  }

  /** What the files beside the notebook say must not keep the kernel from starting, as wrong as it may be. */
  private firstStart(): [LocalApplication, SparkSession, Cluster] {
    try {
      return this.start(this.firstLayers());
    } catch (error) {
      const withoutFiles = this.kernelLayers();
      if (!(error instanceof SparkError) || withoutFiles.keys().length === this.firstLayers().keys().length)
        throw error;
      this.ports.host.print(`${DEFAULTS_FILE} is left out: ${error.message}`);
      return this.start(withoutFiles);
    }
  }

  /** Those, over the defaults file beside the notebook. A file that is wrong must not keep the kernel from starting. */
  private firstLayers(): ConfigLayers {
    const layers = this.kernelLayers();
    const withFile = layers.copy();
    try {
      applyDefaultsFile(withFile, this.readFile);
      return withFile;
    } catch (error) {
      if (!(error instanceof SparkError)) throw error;
      this.ports.host.print(`${DEFAULTS_FILE} is left out: ${error.message}`);
      return layers;
    }
  }

  /** The settings of a spark-submit command; what the user should know about it is printed. */
  private submitted(command: string): ConfigLayers {
    const context = { base: this.kernelLayers(), readFile: this.readFile };
    const { layers, notes, onceNotes } = applySubmit(parseSubmit(command), context);
    const fresh = onceNotes.filter((note) => !this.said.has(note));
    for (const note of [...fresh, ...notes]) this.ports.host.print(note);
    for (const note of fresh) this.said.add(note);
    return layers;
  }

  private readonly readFile = (path: string): string | undefined => readTextFile(this.ports.files, path);

  private endApplication(): void {
    this.application.jobs.stop({ reason: "because a new application was started" });
    this.endFaults();
    const run = this.endRun();
    this.desk.endApplication(run !== undefined);
    if (run !== undefined) this.onApplicationEnd?.(run);
  }

  /** Faults end with their cell; the user is told of those that did not happen. */
  private endFaults(): void {
    const notes = this.application.faultDesk.endRun();
    for (const note of notes) this.ports.host.print(`${note}. A fault ends with its cell unless you .keep() it.`);
  }

  private endRun(): RunDocument | undefined {
    const run = this.currentRun();
    if (run === undefined) return undefined;
    const document = advised(run);
    this.logHash?.addTasks(run.tasks);
    this.lastRun = new Run(document);
    return document;
  }

  private start(layers: ConfigLayers): [LocalApplication, SparkSession, Cluster] {
    const conf = new RuntimeConfig(layers);
    const application = createApplication(this.ports, conf, {
      actionStarted: (callSite) => this.desk.actionStarted(callSite),
      actionEnded: (callSite, error) => this.desk.actionEnded(callSite, error),
    });
    conf.markStarted();
    this.tellWithoutEffect(layers);
    this.announce(application, conf);
    waitUntilReady(application);
    const spark = new SparkSession({
      sparkContext: application.sc,
      operations: application.operations,
      queries: application.queries,
      connect: (client) => application.driver.connect(client),
      version: SPARK_VERSIONS[conf.sparkVersion],
      lastRun: () => (this.application.store.hasRun ? new Run(this.document(), advise) : this.lastRun),
    });
    return [
      application,
      spark,
      new Cluster(application.pool, driverPlan(conf), application.driverMemory, application.clusterFaults),
    ];
  }

  /** Settings that change nothing are named, once. */
  private tellWithoutEffect(layers: ConfigLayers): void {
    const note = withoutEffect(layers);
    if (note !== undefined && note !== this.noteWithoutEffect) this.ports.host.print(note);
    this.noteWithoutEffect = note;
  }

  private announce({ bus, pool, simulation }: LocalApplication, conf: RuntimeConfig): void {
    const timeMs = simulation.now;
    const appId = `app-stageplay-${String(this.applications++).padStart(4, "0")}`;
    const progress = (): void => this.progress?.();
    if (this.progress !== undefined) bus.add(this.taskProgress);
    if (this.logHash !== undefined) bus.add(this.logHash.listener);
    bus.add({
      onJobStart: progress,
      onStageSubmitted: progress,
      onStageCompleted: progress,
      onJobEnd: progress,
    });
    const sparkVersion = SPARK_VERSIONS[conf.sparkVersion];
    bus.post("onApplicationStart", { appId, appName: conf.get("spark.app.name"), sparkVersion, timeMs });
    bus.post("onEnvironmentUpdate", { sparkProperties: conf.getAll() });
    for (const { id: executorId, host, cores, memoryBytes } of pool.alive()) {
      bus.post("onExecutorAdded", { timeMs, executorId, host, cores, memoryBytes });
    }
  }
}

/** The driver's start lasts until enough executors have registered (D4); they do so meanwhile. */
function waitUntilReady({ simulation, manager }: LocalApplication): void {
  if (manager.readyMs === 0) return;
  simulation.at(
    manager.readyMs,
    simulation.register(() => {}),
  );
  simulation.runUntil(() => simulation.now >= manager.readyMs);
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

/** The document with its advice, which is looked for when somebody reads it: a run of a million tasks takes a moment. */
function advised(run: RunDocument): RunDocument {
  let advice: RunDocument["advice"];
  return Object.defineProperty({ ...run }, "advice", {
    enumerable: true,
    get: () => {
      advice ??= advise(run);
      return advice;
    },
  });
}
