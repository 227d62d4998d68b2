import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it, vi } from "vitest";
import { RuntimeConfig } from "../../kernel/core/src/conf/runtime-config.js";
import { reportedSizes } from "../../kernel/core/src/scheduler/map-output-statistics.js";
import { MapOutputTracker } from "../../kernel/core/src/scheduler/map-output-tracker.js";
import { sizePrecision } from "../../kernel/core/src/scheduler/size-precision.js";
import { summary, summaryText } from "./byte-errors.js";
import { checkRecord } from "./check-record.js";
import type { GoldenRecord } from "./record.js";

type Blocks = Readonly<Record<string, readonly (readonly number[])[]>>;

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const read = (path: string) =>
  JSON.parse(readFileSync(folder(`records/${path}.json`), "utf8")) as GoldenRecord & {
    readonly mapOutputBytes: Blocks;
  };

afterEach(() => {
  vi.restoreAllMocks();
});

const PRECISION = sizePrecision(new RuntimeConfig());

/** Runs the record's program and gives, by shuffle, map and reducer, what the driver knew of each block. */
async function reportedBlocks(record: GoldenRecord) {
  const found: Record<string, number[][]> = {};
  const register = MapOutputTracker.prototype.registerMapOutput;
  vi.spyOn(MapOutputTracker.prototype, "registerMapOutput").mockImplementation(function (
    this: MapOutputTracker,
    shuffle,
    map,
    status,
  ) {
    found[shuffle.shuffleId] ??= [];
    found[shuffle.shuffleId]![map] = reportedSizes(status.blocks, shuffle.numPartitions, PRECISION);
    register.call(this, shuffle, map, status);
  });
  const outcome = await checkRecord(record, folder("../../notebooks/data"));
  expect(outcome.failure).toBeUndefined();
  return { blocks: found, outcome };
}

it.each([
  "aqe/a1-coalesce-aggregate@aqe-off",
  "aqe/a5-coalesce-two-shuffles-aligned@aqe-off",
  "structure/d27-skew-join-aqe@aqe-off",
])("modelled sizes of shuffle blocks are Spark's: %s", { timeout: 60_000 }, async (path) => {
  const record = read(path);
  const { blocks, outcome } = await reportedBlocks(record);
  const flat = (all: Blocks): number[] => Object.keys(record.mapOutputBytes).flatMap((id) => all[id]!.flat());
  const [expected, actual] = [flat(record.mapOutputBytes), flat(blocks)];
  expect(actual).toHaveLength(expected.length);
  // Sizes come in steps of a tenth (F3): a block at a border may be on the other side of it, but no further.
  const off = expected.filter((bytes, i) => bytes !== actual[i]);
  expect(off.length / expected.length).toBeLessThan(0.02);
  for (const [i, bytes] of expected.entries()) expect(Math.abs(actual[i]! - bytes) / bytes).toBeLessThan(0.11);
  const errors = summary(outcome.bytes);
  if (errors.tasks > 0) expect(errors.worst, summaryText(errors)).toBeLessThan(0.01);
});
