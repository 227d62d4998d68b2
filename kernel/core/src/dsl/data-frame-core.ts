import type { ExplainMode } from "../backend.js";
import { type LogicalPlan, logicalTree } from "../plans/logical/index.js";
import type { StructType } from "../types/data-type.js";
import { simpleString } from "../types/type-name.js";
import type { QueryContext } from "./query-context.js";
import { treeString } from "./tree-string.js";

/** What every DataFrame is made of, an analyzed plan and the session that made it, and what can be told of it without a job. */
export abstract class DataFrameCore {
  /** The analyzed plan behind it. */
  readonly plan: LogicalPlan;
  protected readonly context: QueryContext;

  /** Made by `spark.read`, `spark.createDataFrame`, `spark.range` and by the methods of other DataFrames. */
  constructor(context: QueryContext, plan: LogicalPlan) {
    this.context = context;
    this.plan = context.analyze(plan);
  }

  /** Names and types of the columns. */
  get schema(): StructType {
    return this.context.queries.schemaOf(this.plan);
  }

  /** Names of the columns. @example df.columns; // ["id", "country", "quantity", "price"] */
  get columns(): string[] {
    return this.schema.fields.map((field) => field.name);
  }

  /** Names of the columns with their types. @example df.dtypes; // [["id", "bigint"], ["country", "string"], ["quantity", "bigint"], ["price", "double"]] */
  get dtypes(): [name: string, type: string][] {
    return this.schema.fields.map(({ name, dataType }) => [name, simpleString(dataType)]);
  }

  /** True when `collect` needs no job, since the driver holds the rows. @example df.isLocal(); // true */
  isLocal(): boolean {
    return this.plan.kind === "LocalRelation";
  }

  /** The data files that it reads. @example df.inputFiles(); // [] */
  inputFiles(): string[] {
    const leaves = logicalTree.collect(this.plan, (node) => node.kind === "LogicalRelation");
    return [...new Set(leaves.flatMap((leaf) => (leaf.kind === "LogicalRelation" ? leaf.relation.files : [])))].map(
      ({ path }) => `file://${path}`,
    );
  }

  /**
   * True when both have the same analyzed plan, but for names that do not matter: then they give the same rows. False does not mean that they
   * differ.
   * @example df.filter("id > 1").sameSemantics(df.filter("id > 1")); // true
   */
  sameSemantics(other: DataFrameCore): boolean {
    return this.context.queries.sameSemantics(this.plan, other.plan);
  }

  /** Prints the columns with their types. Runs nothing. @example df.printSchema() */
  printSchema(): void {
    this.context.print(`${treeString(this.schema)}\n`);
  }

  /**
   * Prints the plan. Runs nothing.
   * @param mode `simple` (physical plan only, the default); `extended` (or true: parsed, analyzed, optimized and physical plan);
   *   `cost` (the optimized plan with sizes); `formatted` (numbered operators, then what each does); `codegen` (the generated
   *   stages); `trace`, which Spark has not: each rule that changed the plan, with what it changed, and why joins are done as they are
   * @example
   * orders.groupBy("country").count().explain();
   * orders.groupBy("country").count().explain("formatted");
   * orders.filter("quantity > 1").groupBy("country").count().explain("trace");
   */
  explain(mode: ExplainMode | boolean = "simple"): void {
    const named = mode === true ? "extended" : mode === false ? "simple" : mode;
    this.context.print(`${this.context.queries.explain(this.plan, named)}\n`);
  }

  /**
   * The columns and their types, as Spark prints a DataFrame.
   * @example String(df); // "DataFrame[id: bigint, country: string, quantity: bigint, price: double]"
   */
  toString(): string {
    const fields = this.schema.fields.map(({ name, dataType }) => `${name}: ${simpleString(dataType)}`);
    return `DataFrame[${fields.join(", ")}]`;
  }
}
