import {
  AnalysisException,
  type DataType,
  type FileStatus,
  type InferredSchema,
  NullType,
  StringType,
  type StructType,
  structField,
  structType,
} from "@stageplay/core";
import { allLines, readTextFile } from "../file-lines.js";
import { type Options, totalSize } from "../format.js";
import { corruptRecordColumn, parseMode } from "../parse-mode.js";
import { malformedInInference } from "../read-errors.js";
import { settledJsonType, typeOfNode, widerJsonType } from "./infer-json-type.js";
import { recordsOf } from "./json-records.js";

/** The schema that all lines of all files make together (G16: one full-scan job). */
export function inferJsonSchema(files: readonly FileStatus[], options: Options): InferredSchema {
  let type: DataType = NullType;
  let recordsRead = 0;
  for (const { path } of files) {
    for (const line of allLines(readTextFile(path))) {
      recordsRead++;
      type = widerJsonType(type, typeOfLine(line, path, options));
    }
  }
  const schema = settledJsonType(type);
  return {
    schema: checkedNames(schema?.kind === "struct" ? schema : structType([])),
    recordsRead,
    bytesRead: totalSize(files),
  };
}

function typeOfLine(line: string, path: string, options: Options): DataType {
  const records = recordsOf(line);
  if (records) return records.map(typeOfNode).reduce(widerJsonType, NullType);
  const mode = parseMode(options);
  if (mode === "FAILFAST") throw malformedInInference(path, line);
  return mode === "PERMISSIVE" ? structType([structField(corruptRecordColumn(options), StringType)]) : NullType;
}

/** @throws SparkError COLUMN_ALREADY_EXISTS when two names differ in case only, which Spark's default does not tell apart. */
function checkedNames(schema: StructType): StructType {
  const seen = new Set<string>();
  for (const { name } of schema.fields) {
    if (seen.has(name.toLowerCase())) {
      throw new AnalysisException({
        condition: "COLUMN_ALREADY_EXISTS",
        message: `The column \`${name.toLowerCase()}\` already exists. Choose another name or rename the existing column.`,
        nextStep: "Rename one of the fields in the file, or read with a schema that has only one of them.",
      });
    }
    seen.add(name.toLowerCase());
  }
  return schema;
}
