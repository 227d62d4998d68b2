import {
  AnalysisException,
  type FileSplit,
  type ScanRequest,
  StringType,
  type StructType,
  structField,
  structType,
} from "@stageplay/core";
import { batchBuilder } from "../batches.js";
import { linesOfSplit, loadTextFiles } from "../file-lines.js";
import { type FormatSupport, isTrue } from "../format.js";
import { textEncoding } from "../text-encoding.js";
import { unsupportedColumn } from "../write-errors.js";

/** Plain text: one string column `value`, a row a line. Also what `sc.textFile` and `saveAsTextFile` use. */
export const textFormat: FormatSupport = {
  name: "Text",

  inferSchema: () => ({ schema: structType([structField("value", StringType)]), recordsRead: 0, bytesRead: 0 }),

  open(request) {
    const files = loadTextFiles(request.splits);
    const batchesOf = batchBuilder(request.schema);
    if (isTrue(request.options, "wholetext"))
      return { read: (split) => batchesOf([[wholeFile(request, files, split)]]) };
    return { read: (split) => batchesOf(linesOfSplit(files, split).map((line) => [line])) };
  },

  createEncoder(schema, options) {
    checkSchema(schema);
    const { extension, pack } = textEncoding(options, ".txt");
    return {
      extension,
      encode(rows) {
        const lines = Array.from(rows, ([value]) => `${value ?? ""}\n`);
        return { content: pack(lines.join("")), records: lines.length };
      },
    };
  },
};

/** A file as one value: its text, or its bytes where the column is binary. */
function wholeFile(
  { schema }: ScanRequest,
  files: ReadonlyMap<string, Buffer>,
  { path }: FileSplit,
): string | Uint8Array {
  const content = files.get(path)!;
  return schema.fields[0]!.dataType.kind === "binary" ? new Uint8Array(content) : content.toString("utf8");
}

function checkSchema({ fields }: StructType): void {
  const wrong = fields.find((field) => field.dataType.kind !== "string");
  if (wrong)
    throw unsupportedColumn("Text", wrong, `Cast it to a string, or join the columns into one with concat_ws.`);
  if (fields.length === 1) return;
  throw new AnalysisException({
    condition: "_LEGACY_ERROR_TEMP_1290",
    message: `Text data source supports only a single column, and you have ${fields.length} columns.`,
    nextStep: "Select one string column, for example concat_ws(',', …), or write CSV.",
  });
}
