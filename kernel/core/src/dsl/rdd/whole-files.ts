import type { FilePort } from "../../ports.js";
import { CombinedFilesRDD } from "../../rdd/combined-files-rdd.js";
import type { RDDContext } from "../../rdd/rdd-context.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { BinaryType, StringType } from "../../types/data-type.js";
import { mapLineage } from "./map-lineage.js";

const MIB = 1024 * 1024;
/** `spark.files.maxPartitionBytes` and `spark.files.openCostInBytes`. */
const MAX_PARTITION_BYTES = 128 * MIB;
const OPEN_COST_BYTES = 4 * MIB;

interface WholeFiles {
  readonly context: RDDContext;
  readonly files: FilePort;
  readonly path: string;
}

/** Path and text of each file, in about `minPartitions` partitions. */
export function wholeTextFilesLineage(
  { context, files, path }: WholeFiles,
  minPartitions: number,
): RDDLineage<[string, string]> {
  const read = new CombinedFilesRDD<string>(context, files, {
    className: "WholeTextFileRDD",
    path,
    content: StringType,
    maxSplitBytes: (all) => Math.ceil(all.reduce((sum, { size }) => sum + size, 0) / Math.max(minPartitions, 1)),
  });
  const texts = mapLineage(read, (file) => file);
  texts.name = path;
  return texts;
}

/** Path and bytes of each file; sizes decide, with an allowance for opening a file. */
export function binaryFilesLineage(
  { context, files, path }: WholeFiles,
  parallelism: number,
): RDDLineage<[string, Uint8Array]> {
  const read = new CombinedFilesRDD<Uint8Array>(context, files, {
    className: "BinaryFileRDD",
    path,
    content: BinaryType,
    maxSplitBytes: (all) => {
      const total = all.reduce((sum, { size }) => sum + size + OPEN_COST_BYTES, 0);
      return Math.min(MAX_PARTITION_BYTES, Math.max(OPEN_COST_BYTES, total / parallelism));
    },
  });
  read.name = path;
  return read;
}
