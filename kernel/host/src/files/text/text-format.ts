import { AnalysisException, StringType, type StructType, structField, structType } from "@stageplay/core";
import { batchesOf } from "../batches.js";
import { linesOfSplit, loadTextFiles } from "../file-lines.js";
import type { FormatSupport } from "../format.js";
import { textEncoding } from "../text-encoding.js";
import { unsupportedColumn } from "../write-errors.js";

/** Plain text: one string column `value`, a row a line. Also what `sc.textFile` and `saveAsTextFile` use. */
export const textFormat: FormatSupport = {
  name: "Text",

  inferSchema: () => ({ schema: structType([structField("value", StringType)]), recordsRead: 0, bytesRead: 0 }),

  open(request) {
    const files = loadTextFiles(request.splits);
    const width = request.schema.fields.length;
    return {
      read: (split) =>
        batchesOf(
          linesOfSplit(files, split).map((line) => [line]),
          width,
        ),
    };
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
