import { AnalysisException } from "../errors/index.js";
import { type ColumnModel, type ColumnModels, type ModelledTableOptions, TableModel } from "../modelled/index.js";
import { schemaFromText } from "../plans/expressions/index.js";
import type { FileFormat } from "../ports.js";
import { type StructType, structType } from "../types/data-type.js";
import { located } from "./call-site.js";
import { DataFrame } from "./data-frame.js";
import type { AnyRow } from "./data-frame-types.js";
import { modelledRelation } from "./modelled-relation.js";
import type { QueryContext } from "./query-context.js";

/** A row of a modelled table. */
export type ModelledRow<C extends ColumnModels> = {
  readonly [K in keyof C]: C[K] extends ColumnModel<infer T> ? T : never;
};

const FORMATS: readonly string[] = ["parquet", "csv", "json", "text"];

/**
 * Reads data files, `spark.read`. Mirrors `DataFrameReader`.
 *
 * @example
 * const orders = spark.read.parquet("data/orders.parquet");
 * const customers = spark.read.option("header", true).option("inferSchema", true).csv("data/customers.csv");
 */
export class DataFrameReader {
  private readonly context: QueryContext;
  private formatName: string | undefined;
  private userSchema: StructType | undefined;
  private readonly optionsSet: Record<string, string> = {};

  constructor(context: QueryContext) {
    this.context = context;
  }

  /** The format that {@link load} reads. */
  format(name: "parquet" | "csv" | "json" | "text"): this {
    this.formatName = name;
    return this;
  }

  /**
   * The columns, so that nothing has to be read to find them: a `StructType`, or text such as `"id BIGINT, name STRING"`.
   * @throws SparkError PARSE_SYNTAX_ERROR
   * @example spark.read.schema("id BIGINT, name STRING").csv("data/customers.csv")
   */
  schema(schema: StructType | string): this {
    this.userSchema = typeof schema === "string" ? this.parseSchema(schema) : schema;
    return this;
  }

  /**
   * Sets an option of the format, such as `header`, `inferSchema`, `sep`. Names in any case.
   * @example spark.read.option("header", true).csv("data/customers.csv")
   */
  option(key: string, value: string | number | boolean): this {
    this.optionsSet[key.toLowerCase()] = String(value);
    return this;
  }

  options(options: Readonly<Record<string, string | number | boolean>>): this {
    for (const [key, value] of Object.entries(options)) this.option(key, value);
    return this;
  }

  /**
   * Parquet files. Their footer tells the schema: a job of one task (G16).
   * @throws SparkError PATH_NOT_FOUND
   * @example spark.read.parquet("data/orders.parquet").columns; // ["order_id", "customer_id", …]
   */
  parquet(...paths: readonly string[]): DataFrame<AnyRow> {
    return this.relation("parquet", paths);
  }

  /**
   * CSV files. Looks at the first line, and with `inferSchema` reads everything once, at once (G16); without it all columns are
   * strings. @throws SparkError PATH_NOT_FOUND
   * @example spark.read.option("header", true).option("inferSchema", true).csv("data/customers.csv").printSchema()
   */
  csv(...paths: readonly string[]): DataFrame<AnyRow> {
    return this.relation("csv", paths);
  }

  /**
   * Files of one JSON object a line; reads everything once to find the schema (G16).
   * @throws SparkError PATH_NOT_FOUND
   * @example spark.read.json("data/events.json")
   */
  json(...paths: readonly string[]): DataFrame<AnyRow> {
    return this.relation("json", paths);
  }

  /**
   * Text files: one column `value`, a row a line.
   * @throws SparkError PATH_NOT_FOUND
   * @example spark.read.text("data/words.txt").columns; // ["value"]
   */
  text(...paths: readonly string[]): DataFrame<{ readonly value: string }> {
    return this.relation("text", paths) as unknown as DataFrame<{ readonly value: string }>;
  }

  /**
   * Files of the chosen {@link format}; Parquet when none was chosen.
   * @example spark.read.format("json").load("data/events.json")
   */
  load(...paths: readonly string[]): DataFrame<AnyRow> {
    const name = this.formatName ?? this.context.conf.get("spark.sql.sources.default");
    return this.relation(name, paths);
  }

  /**
   * A table of which only sizes and distributions are given: for data that no notebook could hold. It is planned, cut into tasks, shuffled and spilled like any
   * Parquet files of that size, but what flows are numbers of rows and distributions of values. Counts and aggregates are those that are expected; `show` and
   * `take` give rows that look like the table's, the same ones each time; `collect` gives up to 100,000 of them.
   *
   * Columns are independent of one another. Conditions on heavy hitters, small domains and ranges are exact, others are tried on some values. Widths of rows come
   * from the columns; `size` is what the files have.
   *
   * @param table rows, size (or bytesPerRow), files or partitions, and a distribution for each column, see {@link modelled}
   * @throws SparkError INVALID_MODELLED_TABLE
   * @example
   * const clicks = spark.read.modelled({
   *   name: "clicks",
   *   size: "200GB",
   *   rows: 2e9,
   *   partitions: 400,
   *   columns: {
   *     country: modelled.hot({ US: 0.4, DE: 0.1 }, modelled.tail(200, "country")),
   *     device: modelled.uniform(["mobile", "desktop", "tablet"]),
   *     user: modelled.zipf(1.1, 50e6),
   *   },
   * });
   * clicks.createOrReplaceTempView("clicks");
   * await spark.sql("SELECT country, count(*) AS n FROM clicks GROUP BY country ORDER BY n DESC LIMIT 1").collect(); // [{ country: "US", n: 800000000 }]
   */
  modelled<C extends ColumnModels>(table: ModelledTableOptions<C>): DataFrame<ModelledRow<C>> {
    const plan = located(this.context.sparkContext.ports.host, () => modelledRelation(new TableModel(table)));
    return new DataFrame(this.context, plan);
  }

  private relation(format: string, paths: readonly string[]): DataFrame<AnyRow> {
    if (!FORMATS.includes(format)) throw unknownFormat(format);
    const other = paths.find((path) => typeof path !== "string");
    if (other !== undefined) throw noPath(format);
    const plan = this.context.relation({
      format: format as FileFormat,
      paths,
      ...(this.userSchema === undefined ? {} : { schema: this.userSchema }),
      options: this.optionsSet,
      callSite: this.context.callSite(format),
    });
    return new DataFrame(this.context, plan);
  }

  private parseSchema(text: string): StructType {
    const type = this.context.sparkContext.ports.sql.parseDataType(`struct<${schemaFromText(text)}>`);
    return type.kind === "struct" ? type : structType([]);
  }
}

/** Options are set one by one in Spark, not passed behind the path. */
function noPath(format: string): AnalysisException {
  return new AnalysisException({
    condition: "INVALID_PARAMETER_VALUE.PATH",
    message: `spark.read.${format} takes paths, each a text.`,
    nextStep: `Set options before it: spark.read.options({ header: true }).${format}("path").`,
  });
}

function unknownFormat(format: string): AnalysisException {
  return new AnalysisException({
    condition: "DATA_SOURCE_NOT_FOUND",
    message: `There is no data source '${format}'.`,
    nextStep: `Use one of ${FORMATS.join(", ")}.`,
    parameters: { provider: format },
  });
}
