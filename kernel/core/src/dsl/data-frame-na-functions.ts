import {
  type AttributeReference,
  alias,
  caseWhen,
  cast,
  type Expression,
  equalTo,
  intLiteral,
  literal,
  scalarFunction,
} from "../plans/expressions/index.js";
import { filter, type LogicalPlan, outputOf, project } from "../plans/logical/index.js";
import type { DataType } from "../types/data-type.js";
import { isNumeric } from "../types/type-coercion.js";
import { DataFrame } from "./data-frame.js";
import type { ColumnName } from "./data-frame-types.js";
import { type LiteralValue, literalExpression } from "./lit.js";
import type { QueryContext } from "./query-context.js";

/** What nulls are filled with, or values replaced by. */
type Value = string | number | bigint | boolean;

/**
 * Rows and columns with nulls: `df.na`. Mirrors `DataFrameNaFunctions`. In columns of floating point NaN counts as null.
 *
 * @example
 * df.na.drop().na.fill(0, ["quantity"]);
 */
export class DataFrameNaFunctions<T> {
  private readonly context: QueryContext;
  private readonly plan: LogicalPlan;

  constructor(context: QueryContext, plan: LogicalPlan) {
    this.context = context;
    this.plan = plan;
  }

  /**
   * Without the rows that have nulls.
   * @param how `any` null drops the row (default), or only `all`; or the least number of values that a row must have
   * @param columns those that count; all when left out
   * @example
   * df.na.drop("all");
   * df.na.drop(2, ["country", "quantity", "price"]);
   */
  drop(how: "any" | "all" | number = "any", columns?: readonly ColumnName<T>[]): DataFrame<T> {
    const counted = this.named(columns);
    const least = how === "any" ? counted.length : how === "all" ? 1 : how;
    return this.derived(filter(scalarFunction("atleastnnonnulls", [intLiteral(least), ...counted]), this.plan));
  }

  /**
   * Nulls replaced: a number in columns of numbers, a text in those of texts, a boolean in those of booleans; or a value for each
   * named column.
   * @example
   * df.na.fill(0);
   * df.na.fill("?", ["country"]);
   * df.na.fill({ quantity: 1, country: "?" });
   */
  fill(value: Value, columns?: readonly ColumnName<T>[]): DataFrame<T>;
  fill(values: Readonly<Partial<Record<ColumnName<T>, Value>>>): DataFrame<T>;
  fill(
    value: Value | Readonly<Partial<Record<ColumnName<T>, Value>>>,
    columns?: readonly ColumnName<T>[],
  ): DataFrame<T> {
    if (typeof value !== "object") {
      const chosen = new Set(this.named(columns).map((a) => a.exprId));
      return this.mapColumns((a) => (chosen.has(a.exprId) && takes(a.dataType, value) ? filled(a, value) : a));
    }
    const byId = new Map(
      Object.entries(value).map(([name, v]) => [this.named([name as ColumnName<T>])[0]!.exprId, v as Value] as const),
    );
    return this.mapColumns((a) => (byId.has(a.exprId) ? filled(a, byId.get(a.exprId)!) : a));
  }

  /**
   * Values replaced by others, in the columns of their type.
   * @param columns names, or `"*"` for all
   * @param replacements pairs of a value and what stands for it
   * @example df.na.replace("country", new Map([["US", "USA"], ["DE", "Germany"]]))
   */
  replace(
    columns: ColumnName<T> | "*" | readonly ColumnName<T>[],
    replacements: ReadonlyMap<Value, Value | null>,
  ): DataFrame<T> {
    const names = columns === "*" ? undefined : typeof columns === "string" ? [columns] : columns;
    const chosen = new Set(this.named(names as readonly ColumnName<T>[] | undefined).map((a) => a.exprId));
    return this.mapColumns((a) => {
      const pairs = [...replacements].filter(([from]) => takes(a.dataType, from));
      return chosen.has(a.exprId) && pairs.length > 0 ? replaced(a, pairs) : a;
    });
  }

  private named(columns: readonly ColumnName<T>[] | undefined): readonly AttributeReference[] {
    if (columns === undefined) return outputOf(this.plan);
    const all = new DataFrame<T>(this.context, this.plan);
    return columns.map((name) => all.col(name).expr as AttributeReference);
  }

  private mapColumns(f: (a: AttributeReference) => Expression): DataFrame<T> {
    return this.derived(project(outputOf(this.plan).map(f), this.plan));
  }

  private derived(plan: LogicalPlan): DataFrame<T> {
    return new DataFrame<T>(this.context, plan);
  }
}

/** Whether a value is for columns of this type. */
function takes(type: DataType, value: Value): boolean {
  if (typeof value === "number" || typeof value === "bigint") return isNumeric(type);
  return type.kind === typeof value;
}

const isFloating = (type: DataType): boolean => type.kind === "double" || type.kind === "float";

function typedLiteral(value: LiteralValue, type: DataType): Expression {
  return cast(literalExpression(value), type);
}

function filled(a: AttributeReference, value: Value): Expression {
  const column = isFloating(a.dataType) ? scalarFunction("nanvl", [a, literal(null, a.dataType)]) : a;
  return alias(scalarFunction("coalesce", [column, typedLiteral(value, a.dataType)]), a.name);
}

function replaced(a: AttributeReference, pairs: readonly (readonly [Value, Value | null])[]): Expression {
  const branches = pairs.map(
    ([from, to]) => [equalTo(a, typedLiteral(from, a.dataType)), typedLiteral(to, a.dataType)] as const,
  );
  return alias(caseWhen(branches, a), a.name);
}
