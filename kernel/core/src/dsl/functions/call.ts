import { unresolvedFunction } from "../../plans/expressions/index.js";
import { Column } from "../column.js";
import { col } from "./column.js";

/** A column, or the name of one: Spark's functions take both. */
export type ColumnOrName = Column | string;

export const columnOf = (c: ColumnOrName): Column => (typeof c === "string" ? col(c) : c);
export const call = (name: string, ...args: readonly ColumnOrName[]): Column =>
  new Column(
    unresolvedFunction(
      name,
      args.map((arg) => columnOf(arg).expr),
    ),
  );
