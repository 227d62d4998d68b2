import { AnalysisException } from "../errors/index.js";
import type { LogicalPlan } from "../plans/logical/index.js";
import type { FileFormat, SaveMode } from "../ports.js";
import type { QueryContext } from "./query-context.js";

const MODES: Readonly<Record<string, SaveMode>> = {
  error: "errorifexists",
  errorifexists: "errorifexists",
  default: "errorifexists",
  overwrite: "overwrite",
  append: "append",
  ignore: "ignore",
};

/**
 * Writes a DataFrame to files, `df.write`. One part-file a partition; the folder changes only when the job has succeeded. Mirrors
 * `DataFrameWriter`.
 *
 * @example
 * await df.write.mode("overwrite").parquet("out/revenue");
 */
export class DataFrameWriter {
  private readonly context: QueryContext;
  private readonly plan: LogicalPlan;
  private formatName: FileFormat = "parquet";
  private saveMode: SaveMode = "errorifexists";
  private readonly optionsSet: Record<string, string> = {};

  constructor(context: QueryContext, plan: LogicalPlan) {
    this.context = context;
    this.plan = plan;
  }

  /**
   * What to do when the path exists: `errorifexists` (default), `overwrite`, `append` or `ignore`.
   * @example await df.write.mode("append").json("out/orders")
   */
  mode(mode: "error" | "errorifexists" | "default" | "overwrite" | "append" | "ignore"): this {
    const known = MODES[mode.toLowerCase()];
    if (known === undefined) {
      throw new AnalysisException({
        condition: "INVALID_SAVE_MODE",
        message: `The save mode '${mode}' is invalid.`,
        nextStep: "Use append, overwrite, ignore, error, errorifexists or default.",
        parameters: { mode },
      });
    }
    this.saveMode = known;
    return this;
  }

  format(name: FileFormat): this {
    this.formatName = name;
    return this;
  }

  /**
   * Sets an option of the format, such as `header` or `sep`. Names in any case.
   * @example await df.write.option("sep", ";").csv("out/orders")
   */
  option(key: string, value: string | number | boolean): this {
    this.optionsSet[key.toLowerCase()] = String(value);
    return this;
  }

  /** Writes Parquet files. @throws SparkError PATH_ALREADY_EXISTS @example await df.write.parquet("out/orders") */
  parquet(path: string): Promise<void> {
    return this.write("parquet", "parquet", path);
  }

  /**
   * Writes CSV files; `option("header", true)` for a first line of names.
   * @throws SparkError PATH_ALREADY_EXISTS
   * @example await df.write.option("header", true).csv("out/orders")
   */
  csv(path: string): Promise<void> {
    return this.write("csv", "csv", path);
  }

  /**
   * Writes one JSON object a line.
   * @throws SparkError PATH_ALREADY_EXISTS
   * @example await df.write.json("out/orders")
   */
  json(path: string): Promise<void> {
    return this.write("json", "json", path);
  }

  /**
   * Writes the only column, a string, a line a row.
   * @throws SparkError PATH_ALREADY_EXISTS
   * @example await df.select("country").write.text("out/countries")
   */
  text(path: string): Promise<void> {
    return this.write("text", "text", path);
  }

  /**
   * Writes the chosen {@link format}.
   * @throws SparkError PATH_ALREADY_EXISTS
   * @example await df.write.format("csv").save("out/orders")
   */
  save(path: string): Promise<void> {
    return this.write("save", this.formatName, path);
  }

  private async write(method: string, format: FileFormat, path: string): Promise<void> {
    const target = { path, format, mode: this.saveMode, options: this.optionsSet };
    const plan: LogicalPlan = { kind: "InsertIntoHadoopFsRelationCommand", target, child: this.plan };
    await this.context.run(plan, this.context.callSite(method));
  }
}
