import type { QueryRunner } from "../backend.js";
import { parseDuration } from "../base/duration.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { SparkError } from "../errors/index.js";
import type { Run } from "../ledger/run-facts.js";
import { attributeReference, NO_EXPR_ID } from "../plans/expressions/index.js";
import { fromParsedQuery, type LogicalPlan } from "../plans/logical/index.js";
import type { Duration } from "../rdd/task-context.js";
import { LongType, type StructType } from "../types/data-type.js";
import { rowFromExternal } from "../types/external.js";
import { inferSchema } from "../types/infer-type.js";
import { located } from "./call-site.js";
import type { Catalog } from "./catalog.js";
import { checkedStep } from "./checked-step.js";
import { DataFrame } from "./data-frame.js";
import { DataFrameReader } from "./data-frame-reader.js";
import type { AnyRow } from "./data-frame-types.js";
import { joinTypeOf } from "./join-type.js";
import { QueryContext } from "./query-context.js";
import { RDD } from "./rdd.js";
import { rddRelation } from "./rdd-relation.js";
import { SparkSessionBuilder } from "./session-builder.js";
import type { SessionOperations } from "./session-operations.js";
import type { SparkContext } from "./spark-context.js";

export interface SparkSessionOptions {
  /** Tags and cancellation of its queries. */
  readonly operations: SessionOperations;
  readonly sparkContext: SparkContext;
  readonly queries: QueryRunner;
  /** The session's settings; the application's when left out. */
  readonly conf?: RuntimeConfig;
  /** Notes that another notebook's session lives on the driver, by its name. */
  readonly connect?: (client: string) => void;
  readonly version: string;
  readonly lastRun: () => Run | undefined;
}

/**
 * The entry to DataFrames, `spark` in every cell. Mirrors `SparkSession`.
 * @example
 * spark.conf.set("spark.sql.shuffle.partitions", 8);
 * await spark.read.parquet("data/orders.parquet").groupBy("country").count().show();
 */
export class SparkSession {
  readonly sparkContext: SparkContext;
  /** Version of Spark that is simulated. */
  readonly version: string;
  private readonly context: QueryContext;
  private readonly clients: Map<string, SparkSession> = new Map();
  private readonly options: SparkSessionOptions;

  constructor(options: SparkSessionOptions) {
    this.options = options;
    this.sparkContext = options.sparkContext;
    this.version = options.version;
    this.context = new QueryContext(options.sparkContext, options.queries, options.conf);
    options.sparkContext.makeDataFrame ??= (rdd, schema) => this.ofRdd(rdd, schema, "toDF");
  }

  /** Starts a session with other settings, another cluster for instance. @example SparkSession.builder().config("spark.executor.instances", 8).getOrCreate() */
  static builder(): SparkSessionBuilder {
    return new SparkSessionBuilder();
  }

  /**
   * Starts a new application the way spark-submit would: takes its flags, a whole command, or one pasted with its line breaks and
   * comments. `spark` and `sc` are the new application's from then on. The program and its arguments are named and not run: the cells are
   * the program.
   *
   * @param command text, or a tagged template (spark.submit`…`), which keeps the backslashes of a pasted command
   * @throws SparkError INVALID_SUBMIT for unknown options and contradictions, INVALID_CLUSTER and INVALID_EXECUTOR_MEMORY for an impossible
   * cluster, UNKNOWN_CONF_KEY, INVALID_CONF_VALUE
   * @example
   * const onYarn = spark.submit("--master yarn --num-executors 20 --executor-cores 4 --executor-memory 8g");
   * onYarn.conf.get("spark.executor.instances"); // "20"
   */
  submit(command: string | TemplateStringsArray): SparkSession {
    return SparkSession.builder().submit(command).getOrCreate();
  }

  /**
   * Queries from now on carry a tag, by which they can be interrupted; a query may have several. Mirrors `SparkSession.addTag`.
   * @throws SparkError INVALID_JOB_TAG for an empty tag, and one with a comma
   * @example
   * spark.addTag("report");
   * [...spark.getTags()]; // ["report"]
   */
  addTag(tag: string): void {
    this.options.operations.addTag(tag);
  }

  /** Queries from now on carry the tag no more. Mirrors `SparkSession.removeTag`. @throws SparkError INVALID_JOB_TAG @example spark.removeTag("report") */
  removeTag(tag: string): void {
    this.options.operations.removeTag(tag);
  }

  /** The tags that queries from now on carry. Mirrors `SparkSession.getTags`. @example spark.getTags().size; // 0 */
  getTags(): Set<string> {
    return this.options.operations.getTags();
  }

  /** Queries from now on carry no tags. Mirrors `SparkSession.clearTags`. @example spark.clearTags() */
  clearTags(): void {
    this.options.operations.clearTags();
  }

  /**
   * Cancels the jobs of all queries. Gives the ids of those that were interrupted. Mirrors `SparkSession.interruptAll`.
   * @example spark.interruptAll(); // []
   */
  interruptAll(): string[] {
    return this.options.operations.interruptAll();
  }

  /** Cancels the jobs of the queries with a tag that the session has. Gives their ids. Mirrors `SparkSession.interruptTag`. @example spark.interruptTag("report"); // [] */
  interruptTag(tag: string): string[] {
    return this.options.operations.interruptTag(tag);
  }

  /**
   * Cancels the jobs of one query, by its number in the pictures. Gives its id. Mirrors `SparkSession.interruptOperation`.
   * @throws SparkError INVALID_OPERATION_ID for what is no number
   * @example spark.interruptOperation("0"); // []
   */
  interruptOperation(operationId: string): string[] {
    return this.options.operations.interruptOperation(operationId);
  }

  /** Settings. @example spark.conf.set("spark.sql.shuffle.partitions", 8) */
  get conf(): RuntimeConfig {
    return this.context.conf;
  }

  /** Reads data files. @example spark.read.parquet("data/orders.parquet") */
  get read(): DataFrameReader {
    return new DataFrameReader(this.context);
  }

  /**
   * What the last cell ran, or this cell so far: jobs, stages, tasks as data.
   * @throws SparkError NO_RUN_YET before the first job
   * @example
   * await spark.range(0, 1000, 1, 4).groupBy(col("id").mod(10)).count().collect();
   * spark.lastRun.finalJob.stages.map((stage) => stage.numTasks); // [4, 1]
   */
  get lastRun(): Run {
    const run = this.options.lastRun();
    if (run !== undefined) return run;
    throw new SparkError({
      condition: "NO_RUN_YET",
      message: "No job has run in this session.",
      nextStep: "Run an action first, for example await spark.range(10).count().",
    });
  }

  /**
   * Rows of the driver, or of an RDD, as a DataFrame. Types are inferred from all rows unless a schema is given; from those of an RDD in a job of its
   * own, which looks at the first ones, as PySpark does.
   * @param rows objects by column, or arrays in the order of the columns
   * @param schema a `StructType`, or the names of the columns
   * @throws SparkError CANNOT_ACCEPT_OBJECT_IN_TYPE, CANNOT_MERGE_TYPE
   * @example
   * spark.createDataFrame([{ id: 1, name: "a" }, { id: 2, name: "b" }]);
   * await spark.createDataFrame(sc.parallelize([["a", 1], ["b", 2]], 2), ["name", "n"]).filter("n > 1").collect(); // [{ name: "b", n: 2 }]
   */
  createDataFrame<T extends object>(rows: readonly T[]): DataFrame<T>;
  createDataFrame(rows: readonly unknown[], schema: StructType | readonly string[]): DataFrame<AnyRow>;
  createDataFrame(rows: RDD<unknown>, schema?: StructType | readonly string[]): DataFrame<AnyRow>;
  createDataFrame(rows: readonly unknown[] | RDD<unknown>, schema?: StructType | readonly string[]): DataFrame<AnyRow> {
    if (rows instanceof RDD) return this.ofRdd(rows, schema, "createDataFrame");
    const plan = located(this.sparkContext.ports.host, () => localRelation(rows, this.context.timeZone, schema));
    return new DataFrame(this.context, plan);
  }

  /**
   * Whole numbers in a column `id`, from `start` (0) up to, not including, `end`.
   * @param numPartitions default parallelism when left out
   * @example await spark.range(0, 10, 5).collect(); // [{ id: 0 }, { id: 5 }]
   */
  range(end: number): DataFrame<{ readonly id: number }>;
  range(start: number, end: number, step?: number, numPartitions?: number): DataFrame<{ readonly id: number }>;
  range(first: number, second?: number, step = 1, numPartitions?: number): DataFrame<{ readonly id: number }> {
    for (const bound of second === undefined ? [first] : [first, second]) checkWhole(bound);
    const plan: LogicalPlan = {
      kind: "Range",
      output: [attributeReference("id", LongType, false, NO_EXPR_ID)],
      start: second === undefined ? 0 : first,
      end: second ?? first,
      step: checkedStep(step),
      numSlices: numPartitions ?? this.sparkContext.defaultParallelism,
    };
    return new DataFrame(this.context, plan);
  }

  /**
   * A DataFrame of a SQL query over temporary views: SELECT, WHERE, GROUP BY, HAVING, ORDER BY, LIMIT, joins, UNION, INTERSECT, EXCEPT,
   * WITH and window functions. It has the plan that the same query written with methods has.
   *
   * @throws SparkError PARSE_SYNTAX_ERROR, TABLE_OR_VIEW_NOT_FOUND, UNSUPPORTED_FEATURE for other SQL
   * @example
   * df.createOrReplaceTempView("orders");
   * await spark.sql("SELECT country, sum(quantity) AS sold FROM orders GROUP BY country ORDER BY sold DESC LIMIT 1").collect(); // [{ country: "US", sold: 8 }]
   */
  sql(text: string): DataFrame<AnyRow> {
    const { catalog } = this.context;
    const { host, sql } = this.sparkContext.ports;
    const plan = located(host, () =>
      fromParsedQuery(sql.parseQuery(text), {
        view: (name) => catalog.lookUp(name),
        views: catalog.listTables(),
        joinType: joinTypeOf,
      }),
    );
    return new DataFrame(this.context, plan);
  }

  /** The DataFrame of a temporary view. @example df.createOrReplaceTempView("t"); await spark.table("t").count(); // 4 */
  table(name: string): DataFrame<AnyRow> {
    return this.sql(`SELECT * FROM \`${name.replaceAll("`", "``")}\``);
  }

  /** The temporary views. @example spark.catalog.listTables() */
  get catalog(): Catalog {
    return this.context.catalog;
  }

  /** Passes virtual time on the driver. @example await spark.sleep("300ms") */
  async sleep(duration: Duration): Promise<void> {
    const ms = parseDuration(duration);
    await this.sparkContext.runAction(this.context.callSite("sleep"), () => this.sparkContext.jobs.driverWork(ms));
  }

  /**
   * Another session of the same application: settings of SQL and temporary views of its own; the SparkContext, the executors and cached data are shared.
   * Mirrors `SparkSession.newSession`.
   * @example
   * const other = spark.newSession();
   * other.conf.set("spark.sql.shuffle.partitions", 3);
   * spark.conf.get("spark.sql.shuffle.partitions"); // "200"
   * spark.range(3).createOrReplaceTempView("numbers");
   * other.catalog.tableExists("numbers"); // false
   */
  newSession(): SparkSession {
    return this.sessionOf(undefined);
  }

  /**
   * The session of another notebook on the same driver, as notebooks that connect to one Spark server have it: a session of its own ({@link newSession})
   * whose queries are shown under its name. The other notebook is modelled: this one plays both. What kills the driver ends both sessions, and each is
   * told. Connecting again by the same name gives the same session. Not in Spark: there `SparkSession.builder().remote(…)` connects.
   * @throws SparkError INVALID_PARAMETER_VALUE.CLIENT without a name
   * @example
   * const other = spark.connectTo("notebook B");
   * await other.range(10).count(); // 10
   * spark.lastRun.jobs[0].description.startsWith("notebook B: count"); // true
   */
  connectTo(client: string): SparkSession {
    if (typeof client !== "string" || client.trim() === "") throw namelessClient(client);
    let session = this.clients.get(client);
    if (session === undefined) {
      session = this.sessionOf(client);
      this.clients.set(client, session);
      this.options.connect?.(client);
    }
    return session;
  }

  /**
   * Ends the application, and all sessions with it. `SparkSession.builder().getOrCreate()` starts the next one. Mirrors `SparkSession.stop`.
   * @example
   * spark.stop();
   * const next = SparkSession.builder().getOrCreate();
   * await next.range(3).count(); // 3
   */
  stop(): void {
    this.sparkContext.stop();
  }

  private sessionOf(client: string | undefined): SparkSession {
    const conf = this.conf.newSession();
    return new SparkSession({ ...this.options, conf, queries: this.options.queries.newSession(conf, client) });
  }

  private ofRdd(
    { lineage }: RDD<unknown>,
    schema: StructType | readonly string[] | undefined,
    method: string,
  ): DataFrame<AnyRow> {
    const { sparkContext } = this;
    const plan = located(sparkContext.ports.host, () => rddRelation(sparkContext, lineage, schema, method));
    return new DataFrame(this.context, plan);
  }

  /**
   * One line about the session: what `spark` as a cell's last expression shows.
   * @example String(spark); // "SparkSession - app stageplay, Spark 4.3.0, 4 executors × 2 cores"
   */
  toString(): string {
    const { appName, clusterShape } = this.sparkContext;
    return `SparkSession - app ${appName}, Spark ${this.version}, ${clusterShape}`;
  }
}

function namelessClient(client: unknown): SparkError {
  return new SparkError({
    condition: "INVALID_PARAMETER_VALUE.CLIENT",
    message: `connectTo was given ${JSON.stringify(client)} for a name.`,
    nextStep: 'Name the other notebook: spark.connectTo("notebook B").',
  });
}

/** Bounds of a range are longs. @throws SparkError INVALID_PARAMETER_VALUE.RANGE */
function checkWhole(bound: number): void {
  if (Number.isSafeInteger(bound)) return;
  throw new SparkError({
    condition: "INVALID_PARAMETER_VALUE.RANGE",
    message: `range counts whole numbers, so it cannot start or end at ${bound}.`,
    nextStep: "Give whole numbers, and compute others from them: spark.range(5).select(col('id').divide(2)).",
  });
}

function localRelation(rows: readonly unknown[], zone: string, schema?: StructType | readonly string[]): LogicalPlan {
  const isStruct = schema !== undefined && "kind" in schema;
  const struct = isStruct ? schema : inferSchema(rows, schema ?? []);
  return {
    kind: "LocalRelation",
    output: struct.fields.map(({ name, dataType, nullable }) =>
      attributeReference(name, dataType, nullable, NO_EXPR_ID),
    ),
    rows: rows.map((row) => rowFromExternal(row, struct, zone)),
  };
}
