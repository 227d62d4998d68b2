import type { FileServer, JobRunner, ServedFile } from "../backend.js";
import { JavaRandom } from "../base/java-random.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { onlyOnDriver, SparkError } from "../errors/index.js";
import type { CallSite } from "../events/listener.js";
import { type ModelledPairsOptions, ModelledPairsRDD } from "../modelled/index.js";
import type { Ports } from "../ports.js";
import { EmptyRDD } from "../rdd/empty-rdd.js";
import { HadoopRDD } from "../rdd/hadoop-rdd.js";
import { MapPartitionsRDD } from "../rdd/map-partitions-rdd.js";
import { ParallelCollectionRDD } from "../rdd/parallel-collection-rdd.js";
import { PlacedCollectionRDD } from "../rdd/placed-collection-rdd.js";
import type { RDDContext } from "../rdd/rdd-context.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import { settled } from "../rdd/settled.js";
import type { RDDStorageInfo, StorageInfo } from "../rdd/storage-info.js";
import { currentTask } from "../rdd/task-context.js";
import type { StructType } from "../types/data-type.js";
import type { BroadcastManager } from "./broadcast-variable.js";
import { callSiteOf, locatedAction } from "./call-site.js";
import { capturedBytes } from "./capturing.js";
import { checkedStep } from "./checked-step.js";
import type { DataFrame } from "./data-frame.js";
import type { AnyRow } from "./data-frame-types.js";
import type { JobControlOptions } from "./job-control.js";
import { CheckpointingJobRunner } from "./rdd/checkpointing-job-runner.js";
import { runAction } from "./rdd/derive.js";
import { mapLineage } from "./rdd/map-lineage.js";
import { mapRows } from "./rdd/partition-functions.js";
import { unionLineage } from "./rdd/union.js";
import { binaryFilesLineage, wholeTextFilesLineage } from "./rdd/whole-files.js";
import { RDD } from "./rdd.js";
import { checkDriverHas, serve } from "./served-files.js";
import { SharedVariables } from "./shared-variables.js";
import { sliceOfRange } from "./slice-of-range.js";

export interface SparkContextOptions extends JobControlOptions {
  readonly conf: RuntimeConfig;
  readonly ports: Ports;
  /** What executors fetch from the driver. */
  readonly files: FileServer;
  readonly jobs: JobRunner;
  readonly rddContext: RDDContext;
  /** Cores of the executors that have registered so far. */
  readonly totalCores: () => number;
  readonly isLocal: boolean;
  /** The executors in words: `4 executors × 2 cores`. */
  readonly clusterShape: () => string;
  readonly dropBlocks: (rdd: RDDLineage<unknown>) => void;
  readonly storageInfo: (rdd: RDDLineage<unknown>) => StorageInfo;
  /** Who keeps broadcast values. */
  readonly broadcasts: BroadcastManager;
  /** Ends the application. */
  readonly stop: () => void;
  /** @throws SparkError SPARK_CONTEXT_STOPPED once the application has ended */
  readonly assertNotStopped: () => void;
  /** Notes that an action of the user's program is under way. */
  readonly track: <T>(callSite: CallSite, action: () => Promise<T>) => Promise<T>;
}

/**
 * The entry to RDDs, `sc` in every cell. Mirrors `SparkContext`.
 * @example
 * const lines = sc.textFile("data/words.txt");
 * await lines.filter((line) => line.includes("spark")).count();
 */
export class SparkContext extends SharedVariables {
  readonly conf: RuntimeConfig;
  readonly ports: Ports;
  readonly jobs: JobRunner;
  readonly rddContext: RDDContext;
  private readonly options: SparkContextOptions;
  private readonly seeds: JavaRandom;
  /** How an RDD becomes a DataFrame: known once there is a session. */
  makeDataFrame:
    | ((rdd: RDD<unknown>, schema: StructType | readonly string[] | undefined) => DataFrame<AnyRow>)
    | undefined;
  private checkpointDir: string | undefined;

  constructor(options: SparkContextOptions) {
    super(options);
    this.conf = options.conf;
    this.ports = options.ports;
    this.jobs = new CheckpointingJobRunner(options.jobs, options.storageInfo);
    this.rddContext = options.rddContext;
    this.options = options;
    this.seeds = new JavaRandom(options.conf.getInt("spark.stageplay.seed"));
  }

  /**
   * Partitions of an RDD when nobody says how many (A3): `spark.default.parallelism`, else the cores, at least 2 on a
   * cluster.
   * @example sc.defaultParallelism; // 8
   */
  get defaultParallelism(): number {
    const { isLocal } = this.options;
    const totalCores = this.options.totalCores();
    return this.conf.getOptionalInt("spark.default.parallelism") ?? (isLocal ? totalCores : Math.max(totalCores, 2));
  }

  /** Name of the application, `spark.app.name`. */
  get appName(): string {
    return this.conf.get("spark.app.name");
  }

  /** Where the application runs: `local[2]`, or a cluster's address. @example sc.master.length > 0; // true */
  get master(): string {
    return this.conf.get("spark.master");
  }

  /** Whether the driver is the only executor. @example sc.isLocal; // false */
  get isLocal(): boolean {
    return this.options.isLocal;
  }

  /** Cores of all executors: as many tasks run at once. */
  get totalCores(): number {
    return this.options.totalCores();
  }

  /** The executors in words: `4 executors × 2 cores`. */
  get clusterShape(): string {
    return this.options.clusterShape();
  }

  /** Partitions of a text file when nobody says how many: at most 2. @example sc.defaultMinPartitions; // 2 */
  get defaultMinPartitions(): number {
    return Math.min(this.defaultParallelism, 2);
  }

  /**
   * Spreads elements of the driver over partitions (A3). Mirrors `SparkContext.parallelize`.
   * @param numSlices number of partitions; {@link defaultParallelism} when left out
   * @example await sc.parallelize([1, 2, 3], 2).count(); // 3
   */
  parallelize<K, V>(data: Iterable<[K, V]>, numSlices?: number): RDD<[K, V]>;
  parallelize<T>(data: Iterable<T>, numSlices?: number): RDD<T>;
  parallelize<T>(data: Iterable<T>, numSlices: number = this.defaultParallelism): RDD<T> {
    checkPartitions("parallelize", numSlices);
    return this.make("parallelize", () => new ParallelCollectionRDD(this.rddContext, [...data], numSlices));
  }

  /**
   * A partition for each element, with the hosts on which its task should run, as blocks of HDFS have them (B10). Mirrors `SparkContext.makeRDD`.
   * @param data elements, each with the names of its hosts; none when it does not matter
   * @example
   * await sc.makeRDD([["a", ["host-2"]], ["b", ["host-1", "host-3"]]]).collect(); // ["a", "b"]
   */
  makeRDD<T>(data: Iterable<readonly [T, readonly string[]]>): RDD<T> {
    const placed = [...data];
    const elements = placed.map(([element]) => element);
    const hosts = placed.map(([, names]) => [...names]);
    return this.make("makeRDD", () => new PlacedCollectionRDD(this.rddContext, elements, hosts));
  }

  /**
   * An RDD of pairs of which only their number and the distributions of keys and values are given: for programs over more data than a notebook could hold.
   * `reduceByKey`, `aggregateByKey`, `foldByKey`, `groupByKey`, `partitionBy`, `countByKey`, `mapValues`, `count` and `take` work on it. Functions are tried on
   * some values: what they combine of a key is that of so many typical values. Other operations want every element, and say so when there are many; `spark.read.modelled`
   * has joins, filters and windows as well.
   *
   * @throws SparkError INVALID_MODELLED_TABLE
   * @example
   * const visits = sc.modelled({ rows: 2e9, partitions: 400, key: modelled.hot({ US: 0.4 }, modelled.tail(200, "country")) });
   * const perCountry = await visits.reduceByKey((a, b) => a + b, 100).collect();
   * perCountry.find(([country]) => country === "US")[1]; // 800000000
   */
  modelled<K, V = number>(pairs: ModelledPairsOptions<K, V>): RDD<[K, V]> {
    return this.make("modelled", () => new ModelledPairsRDD<K, V>(this.rddContext, pairs));
  }

  /**
   * Whole numbers from `start` up to, not including, `end`. Mirrors `SparkContext.range`.
   * @example await sc.range(0, 10, 2).collect(); // [0, 2, 4, 6, 8]
   */
  range(start: number, end: number, step = 1, numSlices: number = this.defaultParallelism): RDD<number> {
    checkPartitions("range", numSlices);
    checkedStep(step);
    return this.make("range", () => {
      const slices = new ParallelCollectionRDD(
        this.rddContext,
        Array.from({ length: numSlices }, (_, i) => i),
        numSlices,
      );
      return new MapPartitionsRDD<number, number>(slices, (_, slice, context) =>
        mapRows(sliceOfRange(start, end, step, slice, numSlices), (n) => n, context),
      );
    });
  }

  /**
   * The lines of a text file, a folder of them or a glob. Mirrors `SparkContext.textFile` (A3).
   * @param minPartitions a hint; files are cut into about that many pieces
   * @throws SparkError PATH_NOT_FOUND when the partitions are first asked for, as in Spark
   * @example sc.textFile("data/words.txt", 3).getNumPartitions(); // 3
   */
  textFile(path: string, minPartitions: number = this.defaultMinPartitions): RDD<string> {
    checkPartitions("textFile", minPartitions);
    return this.make("textFile", () => {
      const hadoop = new HadoopRDD(this.rddContext, this.ports.files, path, minPartitions);
      const lines = mapLineage(hadoop, (line) => line);
      lines.name = path;
      return lines;
    });
  }

  /**
   * Path and text of each file of a folder or a glob; small files share a partition. Mirrors `SparkContext.wholeTextFiles`.
   * @param minPartitions a hint
   * @throws SparkError PATH_NOT_FOUND when the partitions are first asked for
   * @example await sc.wholeTextFiles("data/words.txt").values().map((text) => text.includes("spark")).collect(); // [true]
   */
  wholeTextFiles(path: string, minPartitions: number = this.defaultMinPartitions): RDD<[string, string]> {
    checkPartitions("wholeTextFiles", minPartitions);
    const read = { context: this.rddContext, files: this.ports.files, path };
    return this.make("wholeTextFiles", () => wholeTextFilesLineage(read, minPartitions));
  }

  /**
   * Path and bytes of each file of a folder or a glob; small files share a partition. Mirrors `SparkContext.binaryFiles`.
   * @throws SparkError PATH_NOT_FOUND when the partitions are first asked for
   * @example await sc.binaryFiles("data/words.txt").mapValues((bytes) => bytes.length > 0).values().collect(); // [true]
   */
  binaryFiles(path: string, minPartitions: number = this.defaultMinPartitions): RDD<[string, Uint8Array]> {
    checkPartitions("binaryFiles", minPartitions);
    const read = { context: this.rddContext, files: this.ports.files, path };
    const parallelism = Math.max(this.defaultParallelism, minPartitions);
    return this.make("binaryFiles", () => binaryFilesLineage(read, parallelism));
  }

  /**
   * An RDD without partitions. Mirrors `SparkContext.emptyRDD`.
   * @example await sc.emptyRDD().count(); // 0
   */
  emptyRDD<T>(): RDD<T> {
    return this.rdd(new EmptyRDD<T>(this.rddContext));
  }

  /**
   * All partitions of several RDDs, without a shuffle. Mirrors `SparkContext.union` (A13).
   * @example await sc.union([rdd, rdd, rdd]).count(); // 12
   */
  union<T>(rdds: readonly RDD<T>[]): RDD<T> {
    return this.make("union", () =>
      unionLineage(
        this.rddContext,
        rdds.map(({ lineage }) => lineage),
      ),
    );
  }

  /**
   * A function of each partition's elements, of all partitions or of some, in one job. Mirrors `SparkContext.runJob`.
   * @throws SparkException
   * @example await sc.runJob(rdd, (rows) => [...rows].length, [1]); // [2]
   */
  runJob<T, U>(rdd: RDD<T>, f: (rows: Iterable<T>) => U, partitions?: readonly number[]): Promise<U[]> {
    return runAction(rdd, "runJob", (action) =>
      action.run(rdd.lineage, (rows) => settled(f(rows), "runJob"), partitions, capturedBytes(f)),
    );
  }

  /**
   * Where `rdd.checkpoint()` saves. The simulation keeps checkpoints itself and writes no files. Mirrors
   * `SparkContext.setCheckpointDir`.
   * @example sc.setCheckpointDir("checkpoints")
   */
  setCheckpointDir(directory: string): void {
    this.checkpointDir = directory;
  }

  /** Where `rdd.checkpoint()` saves; undefined unless set. */
  getCheckpointDir(): string | undefined {
    return this.checkpointDir;
  }

  /**
   * Adds a file that every executor fetches from the driver before its next task; a folder with `recursive`. Mirrors `SparkContext.addFile`.
   * @throws SparkError PATH_NOT_FOUND where the driver's machine has none (in cluster mode that is not yours), ADDED_DIRECTORY for a folder without `recursive`
   * @example
   * sc.addFile("data/words.txt");
   * sc.listFiles(); // ["data/words.txt"]
   */
  addFile(path: string, recursive = false): void {
    checkDriverHas("files", path, this.conf);
    serve(this.options.files, this.ports.files, "files", path, recursive);
  }

  /** Adds a jar that every executor fetches; nothing of it is run. Mirrors `SparkContext.addJar`. @throws SparkError PATH_NOT_FOUND */
  addJar(path: string): void {
    checkDriverHas("jars", path, this.conf);
    serve(this.options.files, this.ports.files, "jars", path, false);
  }

  /** The files that were added, in order. Mirrors `SparkContext.listFiles`. */
  listFiles(): string[] {
    return this.served("files");
  }

  /** The jars that were added, in order. Mirrors `SparkContext.listJars`. @example sc.listJars(); // [] */
  listJars(): string[] {
    return this.served("jars");
  }

  /**
   * Ends the application: running jobs are cancelled, executors are given back. `SparkSession.builder().getOrCreate()` starts the next one. Mirrors
   * `SparkContext.stop`.
   * @example sc.stop()
   */
  stop(): void {
    this.options.stop();
  }

  /** The RDD over a lineage. */
  rdd<T>(lineage: RDDLineage<T>): RDD<T> {
    return new RDD(this, lineage);
  }

  /** A seed for a sample that was asked for without one; from `spark.stageplay.seed`, so that a run can be repeated. */
  nextSeed(): bigint {
    return this.seeds.nextLong();
  }

  /**
   * The persisted RDDs of which partitions are stored, with their sizes in memory and on disk, all copies counted. Mirrors
   * `SparkContext.getRDDStorageInfo`.
   * @example
   * const kept = sc.parallelize([1, 2, 3, 4], 4).setName("numbers").persist(StorageLevel.DISK_ONLY);
   * await kept.take(1); // computes one partition, and keeps it
   * const [info] = sc.getRDDStorageInfo();
   * `${info.name}: ${info.numCachedPartitions} of ${info.numPartitions}`; // "numbers: 1 of 4"
   */
  getRDDStorageInfo(): RDDStorageInfo[] {
    const { persistentRdds } = this.options.rddContext;
    return [...persistentRdds.values()].flatMap((reference) => {
      const rdd = reference.deref();
      if (rdd === undefined) return [];
      const { id, name, storageLevel, numPartitions } = rdd;
      const { partitions, memoryBytes: memSize, diskBytes: diskSize } = this.storageInfo(rdd);
      if (partitions.length === 0) return [];
      return [{ id, name, storageLevel, numPartitions, numCachedPartitions: partitions.length, memSize, diskSize }];
    });
  }

  /** What is stored of a persisted RDD. */
  storageInfo(rdd: RDDLineage<unknown>): StorageInfo {
    return this.options.storageInfo(rdd);
  }

  /** Who keeps broadcast values, as long as the application lives. @throws SparkError SPARK_CONTEXT_STOPPED */
  protected override get broadcasts(): BroadcastManager {
    this.options.assertNotStopped();
    return this.options.broadcasts;
  }

  /** Where in the user's program a method was called. */
  override callSite(method: string): CallSite {
    return callSiteOf(this.ports.host, method);
  }

  /** Forgets the cached blocks of an RDD. */
  dropBlocks(rdd: RDDLineage<unknown>): void {
    this.options.dropBlocks(rdd);
  }

  /**
   * Runs an action of the user's program: one call, however many jobs. Inside a task it fails the task instead, and its promise
   * stays open: nobody there could wait for it.
   */
  runAction<T>(callSite: CallSite, action: () => Promise<T>): Promise<T> {
    const task = currentTask();
    if (task === undefined) return this.options.track(callSite, () => locatedAction(callSite, action));
    task.failWith(onlyOnDriver());
    return new Promise(() => {});
  }

  /**
   * One line about the application: what `sc` as a cell's last expression shows.
   * @example String(sc); // "SparkContext - app stageplay, 4 executors × 2 cores"
   */
  override toString(): string {
    return `SparkContext - app ${this.appName}, ${this.clusterShape}`;
  }

  private served(kind: ServedFile["kind"]): string[] {
    return this.options.files.files.filter((file) => file.kind === kind).map(({ path }) => path);
  }

  private make<T>(method: string, lineage: () => RDDLineage<T>): RDD<T> {
    this.options.assertNotStopped();
    return this.rdd(this.rddContext.withScope(method, this.callSite(method), lineage));
  }
}

function checkPartitions(method: string, count: number): void {
  if (Number.isInteger(count) && count >= 1) return;
  throw new SparkError({
    condition: "INVALID_PARAMETER_VALUE.NUM_PARTITIONS",
    message: `${method} was asked for ${count} partitions.`,
    nextStep: "Give a whole number of at least 1.",
  });
}
