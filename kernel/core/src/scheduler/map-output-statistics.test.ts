import { expect, test } from "vitest";
import { RuntimeConfig } from "../conf/runtime-config.js";
import type { MapOutput } from "../rdd/shuffle-write.js";
import { reportedSize, reportedSizes } from "./map-output-statistics.js";
import { sizePrecision } from "./size-precision.js";

const MIB = 1024 * 1024;

/** What a map with blocks of these sizes reports. */
function reported(sizes: readonly number[], conf: Readonly<Record<string, string>>): number[] {
  const blocks: MapOutput = new Map(
    sizes.flatMap((bytes, reducer) =>
      bytes === 0 ? [] : [[reducer, { bytes, numRecords: 1, dataBytes: bytes, records: [] }]],
    ),
  );
  return reportedSizes(blocks, sizes.length, sizePrecision(new RuntimeConfig({ ...conf })));
}

const SIZES = [0, 100, 300, 5000];
const AVERAGED = { "spark.shuffle.minNumPartitionsToHighlyCompress": "3" };

test("up to the limit each size is a power of 1.1, above it all are their average, but those of blocks without anything (F3)", () => {
  expect(reported(SIZES, {})).toEqual(SIZES.map(reportedSize));
  expect(reported(SIZES, AVERAGED)).toEqual([0, 1800, 1800, 1800]);
});

test("above it blocks from the accurate threshold on are exact, and not part of the average", () => {
  const conf = { ...AVERAGED, "spark.shuffle.accurateBlockThreshold": "5000b" };
  expect(reported(SIZES, conf)).toEqual([0, 200, 200, reportedSize(5000)]);
  expect(reported([10, 20, 30, 101 * MIB], AVERAGED)).toEqual([20, 20, 20, reportedSize(101 * MIB)]);
});

test("blocks far above a map's median are exact where that is asked for, so many at most", () => {
  const skewed = { ...AVERAGED, "spark.shuffle.accurateBlockSkewedFactor": "2" };
  // The median of 0, 100, 300 and 5000 is 200: 5000 is above twice that.
  expect(reported(SIZES, skewed)).toEqual([0, 200, 200, reportedSize(5000)]);
  const one = { ...skewed, "spark.shuffle.maxAccurateSkewedBlockNumber": "1" };
  expect(reported([100, 100, 100, 900, 1000], one)).toEqual([300, 300, 300, 300, reportedSize(1000)]);
});
