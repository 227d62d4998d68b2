import { literal, unresolvedFunction } from "../../plans/expressions/index.js";
import type { DataType } from "../../types/data-type.js";
import { Column } from "../column.js";
import { type ColumnOrName, call, columnOf } from "./call.js";
import { lit } from "./column.js";

/**
 * A JSON text as a value of a type; fields that do not fit are null.
 * @param schema a type, or text such as `"a INT, b STRING"`
 * @example df.select(from_json(lit('{"a":1}'), "a INT").as("j")).select("j.a")
 */
export function from_json(c: ColumnOrName, schema: DataType | string): Column {
  const type = typeof schema === "string" ? lit(schema).expr : literal(null, schema);
  return new Column(unresolvedFunction("from_json", [columnOf(c).expr, type]));
}

/** A struct, array or map as JSON; fields that are null are left out. @example df.select(to_json(struct("id", "country"))) */
export function to_json(c: ColumnOrName): Column {
  return call("to_json", c);
}

/** The part of a JSON text at a path. @example df.select(get_json_object(lit('{"a":[1,2]}'), "$.a[1]")) */
export function get_json_object(c: ColumnOrName, path: string): Column {
  return call("get_json_object", c, lit(path));
}

/** Top-level fields of a JSON text, a column each. @example df.select(json_tuple(lit('{"a":1,"b":2}'), "a", "b")) */
export function json_tuple(c: ColumnOrName, ...fields: readonly string[]): Column {
  return call("json_tuple", c, ...fields.map((field) => lit(field)));
}
