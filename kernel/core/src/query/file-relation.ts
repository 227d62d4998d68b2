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
  const { format, options } = request;
  const paths = request.paths.map((path) => absolutePath(path, files));
  const fields = schema.fields.map((field) => ({ ...field, nullable: true }));
  return {
    kind: "LogicalRelation",
    relation: { format, paths, files, options, schema: { ...schema, fields } },
    output: fields.map((field) => attributeReference(field.name, field.dataType, true, NO_EXPR_ID)),
  };
}

/** The path as plans show it: completed from where its files were found, as far as that can be told. */
function absolutePath(path: string, files: readonly FileStatus[]): string {
  const plain = path.replace(/^(\.\/)+/, "").replace(/\/+$/, "");
  for (const file of files) {
    const at = file.path.indexOf(`/${plain}`);
    if (at >= 0) return file.path.slice(0, at + plain.length + 1);
  }
  return path;
}
