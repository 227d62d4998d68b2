import type { DataType } from "../types/data-type.js";
import { catalystType } from "./expressions/functions/json-functions.js";
import { type AttributeReference, type PlanTextOptions, planText } from "./expressions/index.js";

/** How a row becomes an object of the user's, as the line of a DeserializeToObject tells: of each column the call that makes its value. */
export function deserializerText(columns: readonly AttributeReference[], options: PlanTextOptions): string {
  const values = columns.map((a) => externalText(planText(a, options), a.dataType));
  const fields = columns.map((a) => `StructField(${a.name},${catalystType(a.dataType)},${a.nullable})`);
  return `createexternalrow(${[...values, ...fields].join(", ")}), obj: org.apache.spark.sql.Row`;
}

const BOXES: Readonly<Partial<Record<DataType["kind"], string>>> = {
  boolean: "Boolean",
  byte: "Byte",
  short: "Short",
  integer: "Integer",
  long: "Long",
  float: "Float",
  double: "Double",
};

function externalText(column: string, type: DataType): string {
  const box = BOXES[type.kind];
  if (box !== undefined) return `static_invoke(java.lang.${box}.valueOf(${column}))`;
  switch (type.kind) {
    case "string":
      return `invoke(${column}.toString())`;
    case "decimal":
      return `invoke(${column}.toJavaBigDecimal())`;
    case "date":
      return `static_invoke(DateTimeUtils.toJavaDate(${column}))`;
    case "timestamp":
      return `static_invoke(DateTimeUtils.toJavaTimestamp(${column}))`;
    default:
      return column;
  }
}
