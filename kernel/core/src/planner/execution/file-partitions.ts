import type { RuntimeConfig } from "../../conf/runtime-config.js";
import type { FileRelation } from "../../plans/logical/index.js";
import type { FileSplit } from "../../ports.js";
import type { FilePartition } from "../../rdd/file-scan-rdd.js";

/** Packs the pieces of a relation's files into partitions (G14): big pieces first, each partition filled up to the limit. */
export function filePartitions(
  relation: FileRelation,
  conf: RuntimeConfig,
  leafParallelism: number,
): readonly FilePartition[] {
  const openCost = conf.getBytes("spark.sql.files.openCostInBytes");
  const total = relation.files.reduce((sum, { size }) => sum + size + openCost, 0);
  const limit = maxSplitBytes(total, openCost, conf, leafParallelism);
  const partitions = pack(cut(relation, limit), limit, openCost);
  const most = conf.getOptionalInt("spark.sql.files.maxPartitionNum");
  if (most === undefined || partitions.length <= most) return partitions;
  const wider = Math.ceil(total / most);
  return pack(cut(relation, wider), wider, openCost);
}

function maxSplitBytes(total: number, openCost: number, conf: RuntimeConfig, leafParallelism: number): number {
  const least = conf.getOptionalInt("spark.sql.files.minPartitionNum") ?? leafParallelism;
  const perCore = Math.floor(total / least);
  return Math.min(conf.getBytes("spark.sql.files.maxPartitionBytes"), Math.max(openCost, perCore));
}

/** Whole files where they cannot be split: compressed text, records over several lines (G15). */
function cut({ files, format, options }: FileRelation, limit: number): readonly FileSplit[] {
  return files.flatMap(({ path, size }) => {
    const whole = format !== "parquet" && (path.endsWith(".gz") || options["multiline"] === "true");
    if (whole) return [{ path, start: 0, length: size }];
    const pieces: FileSplit[] = [];
    for (let start = 0; start < size; start += limit)
      pieces.push({ path, start, length: Math.min(limit, size - start) });
    return pieces;
  });
}

function pack(pieces: readonly FileSplit[], limit: number, openCost: number): FilePartition[] {
  const partitions: FileSplit[][] = [];
  let current: FileSplit[] = [];
  let bytes = 0;
  const close = (): void => {
    if (current.length > 0) partitions.push(current);
    current = [];
    bytes = 0;
  };
  for (const piece of [...pieces].sort((a, b) => b.length - a.length)) {
    if (bytes + piece.length > limit) close();
    current.push(piece);
    bytes += piece.length + openCost;
  }
  close();
  return partitions;
}
