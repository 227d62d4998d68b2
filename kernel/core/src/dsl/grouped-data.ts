import { AnalysisException } from "../errors/index.js";
import { alias, type Expression } from "../plans/expressions/index.js";
import type { LogicalPlan } from "../plans/logical/index.js";
import { Column } from "./column.js";
import { DataFrame } from "./data-frame.js";
import type { AnyRow, ColumnLike, ColumnName } from "./data-frame-types.js";
import { avg, col, count, lit, max, mean, min, sum } from "./functions.js";
import { type LiteralValue, literalExpression } from "./lit.js";
import { type Pivot, pivotPlan, pivotValues, repeatedPivot } from "./pivot.js";
import type { QueryContext } from "./query-context.js";

const BY_NAME: Readonly<Record<string, (name: string) => Column>> = { avg, count, max, mean, min, sum };

/**
 * Rows grouped by keys, waiting for their aggregates. Mirrors `RelationalGroupedDataset`.
 *
 * @example
 * orders.groupBy("country").agg(sum("quantity").as("quantity"), count(lit(1)).as("orders"));
 */
export class GroupedData<T> {
  private readonly context: QueryContext;
  private readonly plan: LogicalPlan;
  private readonly keys: readonly Expression[];
  private readonly groupingSets: readonly (readonly number[])[] | undefined;
  private readonly pivoted: Pivot | undefined;

  constructor(
    context: QueryContext,
    plan: LogicalPlan,
    keys: readonly Expression[],
    groupingSets?: readonly (readonly number[])[],
    pivoted?: Pivot,
  ) {
    this.pivoted = pivoted;
    this.groupingSets = groupingSets;
    this.context = context;
    this.plan = plan;
    this.keys = keys;
  }

  /**
   * The keys and these aggregates, one row a group.
   * @param aggregates columns made by `sum`, `avg`, …, or an object from column to the name of an aggregate
   * @throws AnalysisException MISSING_AGGREGATION for a column that is neither a key nor inside an aggregate
   * @example df.groupBy("country").agg({ quantity: "sum", price: "avg" })
   */
  agg(...aggregates: readonly Column[]): DataFrame<AnyRow>;
  agg(aggregates: Readonly<Partial<Record<ColumnName<T>, string>>>): DataFrame<AnyRow>;
  agg(...aggregates: readonly unknown[]): DataFrame<AnyRow> {
    const columns = aggregates.flatMap((a) => (a instanceof Column ? [a] : columnsByName(a as Record<string, string>)));
    return this.aggregated(columns);
  }

  /**
   * Turns the values of a column into columns: one for each value (and aggregate), with the aggregate over the group's rows that have
   * it. Call `agg`, `count`, `sum`, … next.
   *
   * Without values the driver must collect them first, in jobs of their own (N3), so that form gives a promise. Spark's is the same
   * but blocks; give the values where they are known, which saves the jobs.
   * @param values in the order of the columns
   * @throws AnalysisException REPEATED_CLAUSE for a second pivot
   * @example
   * df.groupBy("country").pivot("quantity", [1, 3]).sum("price").columns; // ["country", "1", "3"]
   * const pivoted = await df.groupBy("quantity").pivot("country");
   * pivoted.count().columns; // ["quantity", "DE", "FR", "US"]
   */
  pivot(column: ColumnLike<T>, values: readonly LiteralValue[]): GroupedData<T>;
  pivot(column: ColumnLike<T>): Promise<GroupedData<T>>;
  pivot(column: string | Column, values?: readonly LiteralValue[]): GroupedData<T> | Promise<GroupedData<T>> {
    if (this.pivoted !== undefined) throw repeatedPivot();
    const by = typeof column === "string" ? col(column) : column;
    if (values !== undefined) return this.pivotedBy({ column: by.expr, values: values.map(literalExpression) });
    const found = pivotValues(this.context, this.plan, by, this.context.callSite("pivot"));
    return found.then((literals) => this.pivotedBy({ column: by.expr, values: literals }));
  }

  /** Rows of each group, in a column `count`. @example df.groupBy("country").count() */
  count(): DataFrame<AnyRow> {
    return this.aggregated([count(lit(1)).as("count")]);
  }

  /**
   * Sum of each column, named `sum(column)`.
   * @example df.groupBy("country").sum("quantity", "price").columns; // ["country", "sum(quantity)", "sum(price)"]
   */
  sum(...columns: readonly ColumnName<T>[]): DataFrame<AnyRow> {
    return this.aggregated(columns.map((name) => sum(name)));
  }

  /** Average of each column, named `avg(column)`. @example df.groupBy("country").avg("price") */
  avg(...columns: readonly ColumnName<T>[]): DataFrame<AnyRow> {
    return this.aggregated(columns.map((name) => avg(name)));
  }

  /** Same as {@link avg}. */
  mean(...columns: readonly ColumnName<T>[]): DataFrame<AnyRow> {
    return this.avg(...columns);
  }

  /** Smallest value of each column, named `min(column)`. @example df.groupBy("country").min("price") */
  min(...columns: readonly ColumnName<T>[]): DataFrame<AnyRow> {
    return this.aggregated(columns.map((name) => min(name)));
  }

  /** Largest value of each column, named `max(column)`. @example df.groupBy("country").max("price") */
  max(...columns: readonly ColumnName<T>[]): DataFrame<AnyRow> {
    return this.aggregated(columns.map((name) => max(name)));
  }

  private pivotedBy(pivot: Pivot): GroupedData<T> {
    return new GroupedData(this.context, this.plan, this.keys, this.groupingSets, pivot);
  }

  private aggregated(aggregates: readonly Column[]): DataFrame<AnyRow> {
    if (this.pivoted !== undefined) {
      const expressions = aggregates.map((column) => column.expr);
      return new DataFrame(this.context, pivotPlan(this.context, this.plan, this.keys, this.pivoted, expressions));
    }
    const plan: LogicalPlan = {
      kind: "Aggregate",
      groupingExpressions: this.keys,
      aggregateExpressions: [...this.keys, ...aggregates.map((column) => column.expr)],
      ...(this.groupingSets === undefined ? {} : { groupingSets: this.groupingSets }),
      child: this.plan,
    };
    return new DataFrame(this.context, plan);
  }
}

/** `{ price: "max" }` as `max(price)`. */
function columnsByName(aggregates: Readonly<Record<string, string>>): Column[] {
  return Object.entries(aggregates).map(([name, method]) => {
    const make = BY_NAME[method.toLowerCase()];
    if (make !== undefined) return new Column(alias(make(name).expr, `${method.toLowerCase()}(${name})`));
    throw new AnalysisException({
      condition: "UNRESOLVED_ROUTINE",
      message: `There is no aggregate '${method}' by name.`,
      nextStep: `Use one of ${Object.keys(BY_NAME).join(", ")}, or an aggregate column such as sum("${name}").`,
    });
  });
}
