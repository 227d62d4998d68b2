import { expect, test } from "vitest";
import { RuntimeConfig } from "../../conf/runtime-config.js";
import type { FileRelation } from "../../plans/logical/index.js";
import { structType } from "../../types/data-type.js";
import { filePartitions } from "./file-partitions.js";

const MiB = 1024 * 1024;

function relation(sizes: readonly number[], format: FileRelation["format"] = "parquet", suffix = ""): FileRelation {
  const files = sizes.map((size, i) => ({ path: `/data/${i}${suffix}`, size }));
  return { format, paths: ["/data"], files, schema: structType([]), options: {} };
}

const lengths = (r: FileRelation, parallelism: number, conf: Record<string, string> = {}): number[][] =>
  filePartitions(r, new RuntimeConfig(conf), parallelism).map((pieces) => pieces.map(({ length }) => length / MiB));

test("small files fill a partition up to what a core should read, counting 4 MiB for each opening", () => {
  expect(lengths(relation([MiB, MiB, MiB, MiB]), 4)).toEqual([[1], [1], [1], [1]]);
  expect(lengths(relation([MiB, MiB, MiB, MiB]), 1)).toEqual([[1, 1, 1, 1]]);
});

test("a big file is cut every 128 MiB at most, the pieces sorted by size", () => {
  expect(lengths(relation([300 * MiB]), 1)).toEqual([[128], [128], [44]]);
});

test("compressed text is not cut", () => {
  expect(lengths(relation([300 * MiB], "csv", ".gz"), 4)).toEqual([[300]]);
});

test("maxPartitionNum makes pieces larger", () => {
  const many = relation(Array.from({ length: 10 }, () => 100 * MiB));
  expect(lengths(many, 1)).toHaveLength(10);
  expect(lengths(many, 1, { "spark.sql.files.maxPartitionNum": "5" }).length).toBeLessThanOrEqual(6);
});
