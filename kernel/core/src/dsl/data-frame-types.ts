import type { Row } from "../types/row.js";
import type { Column } from "./column.js";

/** A row whose columns are not known to TypeScript: what reading a file gives. */
export type AnyRow = Row;

/** Names of the columns of a row type; any string where the columns are not known. */
export type ColumnName<T> = Extract<keyof T, string>;

/** A column by name or as an expression. */
export type ColumnLike<T> = ColumnName<T> | Column;

/** Join types as Spark names them. */
export type JoinTypeName =
  | "inner"
  | "left"
  | "left_outer"
  | "leftouter"
  | "right"
  | "right_outer"
  | "rightouter"
  | "full"
  | "full_outer"
  | "fullouter"
  | "outer"
  | "left_semi"
  | "leftsemi"
  | "semi"
  | "left_anti"
  | "leftanti"
  | "anti"
  | "cross";

/** Join strategies that `df.hint` takes (G3). */
export type JoinHintName = "broadcast" | "merge" | "shuffle_hash" | "shuffle_replicate_nl";
