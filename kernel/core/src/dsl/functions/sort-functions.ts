import type { Column } from "../column.js";
import { col } from "./column.js";

/** Ascending, nulls first. */
export function asc(name: string): Column {
  return col(name).asc();
}

/** Descending, nulls last. @example df.orderBy(desc("price")) */
export function desc(name: string): Column {
  return col(name).desc();
}
