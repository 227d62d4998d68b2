import type { RelationRequest } from "../backend.js";
import { attributeReference, NO_EXPR_ID } from "../plans/expressions/index.js";
import type { LogicalRelation } from "../plans/logical/index.js";
import type { FileStatus } from "../ports.js";
import type { StructType } from "../types/data-type.js";

/** The logical relation over listed files. Columns of files can always be null. */
export function fileRelation(
  request: RelationRequest,
  files: readonly FileStatus[],
  schema: StructType,
): LogicalRelation {
  const { format, paths, options } = request;
  const fields = schema.fields.map((field) => ({ ...field, nullable: true }));
  return {
    kind: "LogicalRelation",
    relation: { format, paths, files, options, schema: { ...schema, fields } },
    output: fields.map((field) => attributeReference(field.name, field.dataType, true, NO_EXPR_ID)),
  };
}
