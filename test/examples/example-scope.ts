import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@stageplay/core";
import { createNodeFiles } from "../../kernel/host/src/files/index.js";
import { findBanks, SHIPPED_BANKS } from "../../kernel/host/src/lesson/bank-files.js";
import type * as LessonPrelude from "../../kernel/host/src/lesson/lesson-prelude.js";
import { lessonScope } from "../../kernel/host/src/lesson/lesson-scope.js";
import { createSqlParser } from "../../kernel/host/src/sql/index.js";
import { ROOT } from "./read-docs.js";

const sql = createSqlParser();

/** The session in which one example runs: the notebooks' data, and outputs in a folder of its own. */
export class ExampleScope {
  readonly session: core.Session;
  private readonly folder: string = mkdtempSync(join(tmpdir(), "stageplay-example-"));
  private readonly ports: core.Ports;

  constructor() {
    symlinkSync(join(ROOT, "notebooks/data"), join(this.folder, "data"), "junction");
    this.ports = {
      files: createNodeFiles(() => this.folder),
      sql,
      host: { breathe: () => Promise.resolve(), interrupted: () => false, userFrame: () => undefined, print: () => {} },
    };
    this.session = core.createSession(this.ports);
    this.session.beginCell(1);
  }

  /**
   * Values for those of the `names` that an example may use without declaring them: what every cell has in scope, everything
   * public of the core, the exports of the example's own file, and the usual names.
   */
  valuesOf(names: ReadonlySet<string>, exports: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const all: Record<string, unknown> = { ...core, ...exports, ...cellNames(this.session) };
    const usual = Object.entries(usualNames(this.session, this.ports));
    for (const [name, make] of usual) if (names.has(name)) all[name] = make();
    return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What else is in scope in every cell. */
function cellNames(session: core.Session) {
  const { spark, sc, cluster } = session;
  return {
    spark,
    sc,
    cluster,
    network: cluster.network,
    driver: cluster.driver,
    executor: (id: number) => cluster.executor(id),
    host: (host: string | number) => cluster.host(host),
    dropBlock: (rdd: core.RDD<unknown>, partition: number) => cluster.dropBlock(rdd, partition),
    predict: (prediction: core.Prediction) => session.predict(prediction),
    task: (selector: core.TaskSelector) => session.task(selector),
    ...(lessonScope(classroomOf(session), () => session.lessonHash()) as typeof LessonPrelude),
  };
}

/** A classroom that shows nothing: examples have no cell. */
function classroomOf(session: core.Session): core.Classroom {
  return new core.Classroom({
    startLesson: (settings) => session.startLesson(settings),
    setting: (key) => session.spark.conf.get(key),
    sparkVersion: () => session.spark.version,
    lessonHash: () => session.lessonHash(),
    show: () => () => {},
    print: () => {},
    banks: () => findBanks([SHIPPED_BANKS]),
    now: () => 0,
    loadProgress: () => ({}),
    saveProgress: () => {},
    record: () => {},
    mutate: false,
  });
}

/** Names that examples use for the usual things; each is made when an example asks for it. */
function usualNames({ spark, sc }: core.Session, ports: core.Ports) {
  return {
    df: () => smallOrders(spark),
    orders: () => spark.read.parquet("data/orders.parquet"),
    products: () => spark.read.parquet("data/products.parquet"),
    rdd: () => sc.parallelize([1, 2, 3, 4], 2),
    pairs: () => sc.parallelize([["a", 1] as [string, number], ["b", 2], ["a", 3]], 2),
    words: () => sc.textFile("data/words.txt").flatMap((line) => line.split(" ")),
    ports: () => ports,
  };
}

/** The `df` of the examples: four orders. */
export function smallOrders(spark: core.SparkSession) {
  return spark.createDataFrame([
    { id: 1, country: "US", quantity: 3, price: 95.5 },
    { id: 2, country: "DE", quantity: 1, price: 20.25 },
    { id: 3, country: "US", quantity: 5, price: 120.75 },
    { id: 4, country: "FR", quantity: 2, price: 8 },
  ]);
}

export type CellNames = ReturnType<typeof cellNames>;
type Made<T extends Record<string, () => unknown>> = { [K in keyof T]: ReturnType<T[K]> };
export type UsualNames = Made<ReturnType<typeof usualNames>>;
