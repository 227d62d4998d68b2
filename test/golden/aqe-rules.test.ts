import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  coalesceBetweenSkewed,
  coalescePartitions,
} from "../../kernel/core/src/planner/adaptive/coalesce-partitions.js";
import { splitSkewed } from "../../kernel/core/src/planner/adaptive/split-skewed.js";
import { blockRange, type ShufflePartitionSpec } from "../../kernel/core/src/rdd/shuffle-partition-spec.js";
import type { GoldenRecord } from "./record.js";

/** Sizes of blocks as Spark's driver knew them: by shuffle, map and reducer. */
interface SizedRecord extends GoldenRecord {
  readonly mapOutputBytes: Readonly<Record<string, readonly (readonly number[])[]>>;
}

function read(id: string): SizedRecord {
  const path = fileURLToPath(
    new URL(`records/${id.startsWith("a") ? "aqe" : "structure"}/${id}.json`, import.meta.url),
  );
  return JSON.parse(readFileSync(path, "utf8")) as SizedRecord;
}

const UNITS: Readonly<Record<string, number>> = { KB: 2 ** 10, MB: 2 ** 20 };
function bytes(record: SizedRecord, key: string, fallback: number): number {
  const text = record.conf[`spark.sql.adaptive.${key}`];
  const match = /^(\d+)(KB|MB)$/.exec(text ?? "");
  return match === null ? fallback : Number(match[1]) * UNITS[match[2]!]!;
}

function statistics(byMap: readonly (readonly number[])[]) {
  const bytesByPartition = byMap[0]!.map((_, reducer) => byMap.reduce((sum, map) => sum + map[reducer]!, 0));
  return { shuffleId: 0, bytesByMap: byMap, bytesByPartition, records: 0, dataSize: 0 };
}

/** What the rules make of the shuffles of a record, as the pieces in which each is read; undefined when they are read whole. */
function decide(record: SizedRecord, shuffles: readonly string[], joinType?: "Inner" | "LeftOuter") {
  const stats = shuffles.map((id) => statistics(record.mapOutputBytes[id]!));
  const advisory = bytes(record, "advisoryPartitionSizeInBytes", 64 * 2 ** 20);
  const first = record.conf["spark.sql.adaptive.coalescePartitions.parallelismFirst"] !== "false";
  const targets = {
    advisory,
    minPartitionSize: bytes(record, "coalescePartitions.minPartitionSize", 2 ** 20),
    minNumPartitions: first ? Number(record.conf["spark.default.parallelism"]) : 1,
  };
  const sizes = stats.map((s) => s.bytesByPartition);
  const skew = {
    factor: Number(record.conf["spark.sql.adaptive.skewJoin.skewedPartitionFactor"] ?? 5),
    threshold: bytes(record, "skewJoin.skewedPartitionThresholdInBytes", 256 * 2 ** 20),
    advisory,
  };
  const split = joinType === undefined ? undefined : splitSkewed(stats[0]!, stats[1]!, joinType, skew);
  if (split === undefined) {
    const specs = coalescePartitions(sizes, targets);
    return specs && stats.map((): readonly ShufflePartitionSpec[] => specs);
  }
  const specs = [split.left, split.right];
  return coalesceBetweenSkewed(sizes, specs, targets) ?? specs;
}

/** Tasks of the stage that reads the shuffles, in the record with AQE. */
const readers = (record: SizedRecord): number => record.jobs.at(-2)!.stages.at(-1)!.numTasks;

describe("rules H5 and H6, given the sizes of blocks that Spark had without AQE", () => {
  it.each([
    ["a1-coalesce-aggregate", ["0"], undefined],
    ["a2-coalesce-parallelism-first", ["0"], undefined],
    ["a3-skew-join-inner", ["0", "1"], "Inner"],
    ["a4-skew-join-left-outer-right-skewed", ["0", "1"], "LeftOuter"],
    ["a5-coalesce-two-shuffles-aligned", ["0", "1"], "Inner"],
    ["d27-skew-join-aqe", ["0", "1"], "Inner"],
  ] as const)("%s", (id, shuffles, joinType) => {
    const off = read(`${id}@aqe-off`);
    const on = read(`${id}@aqe-on`);
    const reads = decide(off, shuffles, joinType);
    const width = off.mapOutputBytes[shuffles[0]]![0]!.length;
    if (reads === undefined) {
      expect(readers(on)).toBe(width);
      return;
    }
    for (const read of reads) expect(read).toHaveLength(readers(on));
    // The records of the ranges of whole reducers are the sums of what single reducers read without AQE.
    const whole = off.jobs[0]!.stages.at(-2)!.shuffleRecordsRead!;
    const recorded = on.jobs.at(-2)!.stages.at(-1)!.shuffleRecordsRead!;
    for (const [task, spec] of reads[0]!.entries()) {
      if (spec.kind !== "CoalescedPartitionSpec" || reads.some((r) => r[task]!.kind !== spec.kind)) continue;
      const { startReducer, endReducer } = blockRange(spec);
      expect(recorded[task]).toBe(whole.slice(startReducer, endReducer).reduce((sum, n) => sum + n, 0));
    }
  });
});
