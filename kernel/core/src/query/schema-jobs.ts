import type { RelationRequest } from "../backend.js";
import { comparison, intLiteral, unresolvedAttribute, unresolvedFunction } from "../plans/expressions/index.js";
import { filter, type LogicalPlan, limit } from "../plans/logical/index.js";
import type { FileFormat, FileStatus } from "../ports.js";
import { MapPartitionsRDD } from "../rdd/map-partitions-rdd.js";
import { ParallelCollectionRDD } from "../rdd/parallel-collection-rdd.js";
import { StringType, structField, structType } from "../types/data-type.js";
import { fileRelation } from "./file-relation.js";
import type { SchemaJobRunner } from "./schema-job-runner.js";

type SchemaJobs = (request: RelationRequest, files: readonly FileStatus[], runner: SchemaJobRunner) => void;

/** The jobs that Spark runs to learn the schema of files, by format (G16). Each runs while the reader's call waits. */
export const SCHEMA_JOBS: Readonly<Record<FileFormat, SchemaJobs>> = {
  parquet: readFooter,
  json: (request, files, runner) => runner.runScan(lines(request, files), 1),
  csv: readCsv,
  text: () => {},
};

/** One task that opens one file's footer. */
function readFooter(
  _request: RelationRequest,
  files: readonly FileStatus[],
  { rdds, callSite, run }: SchemaJobRunner,
): void {
  const parallelized = rdds.withScope(
    "parallelize",
    callSite,
    () => new ParallelCollectionRDD(rdds, files.slice(0, 1), 1),
  );
  run(
    rdds.withScope(
      "mapPartitions",
      callSite,
      () => new MapPartitionsRDD<FileStatus, FileStatus>(parallelized, (rows) => rows),
    ),
  );
}

/** The first line that is not empty, in a query of its own; then all lines when types are to be inferred. */
function readCsv(request: RelationRequest, files: readonly FileStatus[], runner: SchemaJobRunner): void {
  const value = unresolvedAttribute("value");
  const notEmpty = comparison(">", unresolvedFunction("length", [unresolvedFunction("trim", [value])]), intLiteral(0));
  runner.takeFirst(limit(1, filter(notEmpty, lines(request, files))));
  runner.inspect(lines(request, files), request.options["inferschema"] === "true");
}

function lines(request: RelationRequest, files: readonly FileStatus[]): LogicalPlan {
  return fileRelation(
    { ...request, format: "text", options: {} },
    files,
    structType([structField("value", StringType)]),
  );
}
