import type { TableModel } from "../modelled/index.js";
import { attributeReference, NO_EXPR_ID } from "../plans/expressions/index.js";
import type { LogicalRelation } from "../plans/logical/index.js";

/** The relation over a modelled table: Parquet files that nobody has. */
export function modelledRelation(table: TableModel): LogicalRelation {
  const { schema, name, numFiles, bytes } = table;
  const path = `/modelled/${name}`;
  const files = Array.from({ length: numFiles }, (_, i) => ({
    path: `${path}/part-${String(i).padStart(5, "0")}.parquet`,
    // As even as whole bytes can be.
    size: Math.floor((bytes * (i + 1)) / numFiles) - Math.floor((bytes * i) / numFiles),
  }));
  return {
    kind: "LogicalRelation",
    relation: { format: "parquet", paths: [path], files, schema, options: {}, model: table },
    output: schema.fields.map(({ name: column, dataType }) => attributeReference(column, dataType, true, NO_EXPR_ID)),
  };
}
