import { caseWhen } from "../../plans/expressions/index.js";
import { Column, type ColumnOrValue, exprOf } from "../column.js";
import { type ColumnOrName, call, columnOf } from "./call.js";

/**
 * The value where the condition holds, else null; go on with `.when(…)` and `.otherwise(…)`. Spark: `when`.
 *
 * @example
 * when(col("quantity").gt(3), "big").otherwise("small")
 */
export function when(condition: Column, value: ColumnOrValue): Column {
  return new Column(caseWhen([[condition.expr, exprOf(value)]]));
}

/** The first argument that is not null. @example df.select(coalesce(col("price"), lit(0)).as("price")) */
export function coalesce(...columns: readonly ColumnOrName[]): Column {
  return call("coalesce", ...columns);
}

/** True for null. */
export function isnull(c: ColumnOrName): Column {
  return columnOf(c).isNull();
}

/** True for the floating-point NaN. */
export function isnan(c: ColumnOrName): Column {
  return call("isnan", c);
}

/** The largest of the arguments; nulls are left out. @example df.select(greatest("id", "quantity")) */
export function greatest(...columns: readonly ColumnOrName[]): Column {
  return call("greatest", ...columns);
}

/** The smallest of the arguments; nulls are left out. */
export function least(...columns: readonly ColumnOrName[]): Column {
  return call("least", ...columns);
}
