import { statSync } from "node:fs";
import { AnalysisException, type FilePort, type OutputCommitter, type WriteRequest } from "@stageplay/core";
import { csvFormat } from "./csv/csv-format.js";
import { type Formats, isTrue } from "./format.js";
import { jsonFormat } from "./json/json-format.js";
import { listFiles, resolvePath } from "./list-files.js";
import { createOutputCommitter } from "./output-committer.js";
import { parquetFormat } from "./parquet/parquet-format.js";
import { writeId } from "./part-names.js";
import { unableToInferSchema } from "./read-errors.js";
import { textFormat } from "./text/text-format.js";

const FORMATS: Formats = { parquet: parquetFormat, csv: csvFormat, json: jsonFormat, text: textFormat };

/**
 * The files of the local disk. Relative paths start at `root()`, asked anew each time because the kernel may change its folder.
 *
 * @example
 * const files = createNodeFiles(() => process.cwd());
 * files.inferSchema("csv", files.list("data/customers.csv"), { header: "true", inferschema: "true" }).schema;
 */
export function createNodeFiles(root: () => string): FilePort {
  let writes = 0;
  return {
    list: (path) => listFiles(resolvePath(root(), path)),
    inferSchema(format, files, options) {
      const { name, inferSchema } = FORMATS[format];
      const hasData = format !== "parquet" || files.some((file) => file.size > 0);
      if (format !== "text" && (files.length === 0 || !hasData)) throw unableToInferSchema(name);
      return inferSchema(files, options);
    },
    open: async (request) => FORMATS[request.format].open(request),
    openNow: (request) => FORMATS[request.format].open(request),
    createWriter: (request) => createWriter(request, resolvePath(root(), request.path), writes++),
  };
}

function createWriter(request: WriteRequest, path: string, count: number): OutputCommitter | undefined {
  const { format, schema, mode, options } = request;
  const encoder = FORMATS[format].createEncoder(schema, options);
  const exists = statSync(path, { throwIfNoEntry: false }) !== undefined;
  if (exists && mode === "ignore") return undefined;
  if (exists && mode === "errorifexists") throw pathAlreadyExists(path);
  const id = writeId(request.path, count);
  return createOutputCommitter({ path, encoder, id, hadoop: isTrue(options, "hadoop"), append: mode === "append" });
}

function pathAlreadyExists(path: string): AnalysisException {
  return new AnalysisException({
    condition: "PATH_ALREADY_EXISTS",
    message: `Path file:${path} already exists.`,
    nextStep: 'Set mode as "overwrite" to overwrite the existing path, or write to another one.',
    parameters: { outputPath: `file:${path}` },
  });
}
