import { SparkError } from "../errors/spark-error.js";
import type { FilePort } from "../ports.js";
import { asVector, type ColumnVector, valueReader } from "../types/column-vector.js";
import { StringType, structType } from "../types/data-type.js";

/** The text of a file beside the notebook; undefined when there is none. */
export function readTextFile(files: FilePort, path: string): string | undefined {
  try {
    const splits = files.list(path).map((file) => ({ path: file.path, start: 0, length: file.size }));
    const schema = structType([{ name: "value", dataType: StringType, nullable: true }]);
    const scan = files.openNow({ format: "text", schema, splits, options: {} });
    const lines = splits.flatMap((split) =>
      [...scan.read(split)].flatMap(({ columns, numRows }) => linesOf(columns[0]!, numRows)),
    );
    return lines.join("\n");
  } catch (error) {
    if (error instanceof SparkError && error.condition === "PATH_NOT_FOUND") return undefined;
    throw error;
  }
}

function linesOf(column: ColumnVector | ArrayLike<unknown>, numRows: number): unknown[] {
  const read = valueReader(asVector(column, StringType));
  return Array.from({ length: numRows }, (_, row) => read(row));
}
