import { AnalysisException, type FilePort, type OutputCommitter, type WriteRequest } from "@stageplay/core";
import { csvFormat } from "./csv/csv-format.js";
import { type Formats, isTrue } from "./format.js";
import { jsonFormat } from "./json/json-format.js";
import { listFiles, resolvePath, statOf } from "./list-files.js";
import { createOutputCommitter } from "./output-committer.js";
import { refuseToOverwriteWork } from "./overwrite-guard.js";
import { parquetFormat } from "./parquet/parquet-format.js";
import { writeId } from "./part-names.js";
import { unableToInferSchema } from "./read-errors.js";
import { textFormat } from "./text/text-format.js";
import { taskWriteFailed } from "./write-errors.js";

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
    createWriter: (request) => createWriter(request, resolvePath(root(), request.path), root(), writes++),
  };
}

function createWriter(request: WriteRequest, path: string, root: string, count: number): OutputCommitter | undefined {
  const { format, schema, mode, options } = request;
  const encoder = FORMATS[format].createEncoder(schema, options);
  const exists = statOf(path) !== undefined;
  if (exists && mode === "ignore") return undefined;
  if (exists && mode === "errorifexists") throw pathAlreadyExists(path, isTrue(options, "hadoop"));
  if (exists && mode === "overwrite") refuseToOverwriteWork(path, root);
  const id = writeId(request.path, count);
  const output = { path, encoder, id, hadoop: isTrue(options, "hadoop"), append: mode === "append" };
  return withDiskErrors(path, () => createOutputCommitter(output));
}

/** The committer of a write, with errors that name the output and the next step where the disk refuses. */
function withDiskErrors(path: string, create: () => OutputCommitter): OutputCommitter {
  const guarded = <T>(step: () => T): T => {
    try {
      return step();
    } catch (error) {
      throw taskWriteFailed(path, error);
    }
  };
  const committer = guarded(create);
  return {
    writeTask: (partition, attempt, rows) => guarded(() => committer.writeTask(partition, attempt, rows)),
    abortTask: (partition, attempt) => guarded(() => committer.abortTask(partition, attempt)),
    commitJob: (attempts) => guarded(() => committer.commitJob(attempts)),
    abortJob: () => guarded(() => committer.abortJob()),
  };
}

/** @param isRDD `saveAsTextFile` has no modes */
function pathAlreadyExists(path: string, isRDD: boolean): AnalysisException {
  return new AnalysisException({
    condition: "PATH_ALREADY_EXISTS",
    message: `Path file:${path} already exists.`,
    nextStep: isRDD
      ? "Write to another path, or remove this one first."
      : 'Set mode as "overwrite" to overwrite the existing path, or write to another one.',
    parameters: { outputPath: `file:${path}` },
  });
}
