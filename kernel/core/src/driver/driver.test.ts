import { describe, expect, it } from "vitest";
import { RuntimeConfig } from "../conf/runtime-config.js";
import { driverOutOfMemory } from "./driver-errors.js";
import { DriverMemory } from "./driver-memory.js";
import { mapStatusesBytes } from "./metadata-bytes.js";
import { resultLimits, resultsTooLarge } from "./result-limits.js";
import { isLarge, largeBinaryWarning, largeTaskWarning, taskTooLarge } from "./task-size.js";
import { torrentMs } from "./torrent.js";

const MIB = 1024 ** 2;

describe("the driver's heap", () => {
  it("holds what fits, by term, and remembers its fullest moment", () => {
    const memory = new DriverMemory(1000);
    expect([memory.hold("broadcasts", 600), memory.hold("results", 401), memory.hold("results", 300)]).toEqual([
      true,
      false,
      true,
    ]);
    memory.release("broadcasts", 600);
    expect([memory.usedBytes, memory.freeBytes, memory.peakBytes]).toEqual([300, 700, 900]);
    expect(memory.terms).toEqual({ results: 300, rows: 0, broadcasts: 0, mapStatuses: 0, tasks: 0 });
    expect(memory.termsAtPeak).toEqual({ results: 300, rows: 0, broadcasts: 600, mapStatuses: 0, tasks: 0 });
    memory.startRun();
    expect([memory.peakBytes, memory.termsAtPeak.broadcasts]).toEqual([300, 0]);
  });

  it("slows the driver down from half full on", () => {
    const slownessAt = (bytes: number): number => {
      const memory = new DriverMemory(1000);
      memory.hold("tasks", bytes);
      return memory.slowness;
    };
    expect([0, 500, 750, 1000].map(slownessAt)).toEqual([1, 1, 4 / 3, 2]);
  });

  it("names what it has no room for, and what it holds", () => {
    const memory = new DriverMemory(100 * MIB);
    memory.hold("broadcasts", 60 * MIB);
    memory.hold("tasks", 20 * MIB);
    const error = driverOutOfMemory(memory, "mapStatuses", 30 * MIB)();
    expect(error.summary).toBe(
      "java.lang.OutOfMemoryError: Java heap space. The driver died: its heap of 100.0 MiB has no room for 30.0 MiB of " +
        "map statuses beside 60.0 MiB of broadcasts, 20.0 MiB of tasks.",
    );
    expect(error.nextStep).toBe(
      "Use fewer maps or reducers, or raise spark.driver.memory; SparkSession.builder().getOrCreate() starts a new application.",
    );
  });

  it("has a byte for each map and reducer, above 2000 reducers a bit (F3)", () => {
    expect([mapStatusesBytes(10, 2000, 2000), mapStatusesBytes(10, 2001, 2000)]).toEqual([21_200, 3710]);
  });
});

describe("results", () => {
  it("are limited by the settings: 0 and less are no limit (C11)", () => {
    const limitsOf = (conf: Record<string, string>) => resultLimits(new RuntimeConfig(conf));
    expect(limitsOf({})).toEqual({ maxResultBytes: 1024 * MIB, maxDirectBytes: MIB });
    expect(limitsOf({ "spark.driver.maxResultSize": "0" }).maxResultBytes).toBe(Number.POSITIVE_INFINITY);
    expect(limitsOf({ "spark.driver.maxResultSize": "-1" }).maxResultBytes).toBe(Number.POSITIVE_INFINITY);
    expect(limitsOf({ "spark.task.maxDirectResultSize": "8m", "spark.rpc.message.maxSize": "2" }).maxDirectBytes).toBe(
      2 * MIB,
    );
  });

  // Spark 4.3.0's words for the same numbers.
  it("that are too large are told in Spark's words", () => {
    expect(resultsTooLarge(4, 1_209_856, MIB).summary).toBe(
      "Total size of serialized results of 4 tasks (1181.5 KiB) is bigger than spark.driver.maxResultSize (1024.0 KiB)",
    );
  });
});

describe("tasks", () => {
  it("are large above 1000 KiB (C12)", () => {
    expect([isLarge(1000 * 1024), isLarge(1000 * 1024 + 1)]).toEqual([false, true]);
  });

  // Spark 4.3.0's words for the same numbers.
  it("and their code that are large are told in Spark's words", () => {
    expect(largeTaskWarning(2, 2939 * 1024 + 700)).toBe(
      "WARN TaskSetManager: Stage 2 contains a task of very large size (2939 KiB). The maximum recommended task size is 1000 KiB.",
    );
    expect(largeBinaryWarning(1956.9 * 1024)).toBe(
      "WARN DAGScheduler: Broadcasting large task binary with size 1956.9 KiB",
    );
    expect(taskTooLarge(7, 3, 200_000_000, 128 * MIB).summary).toBe(
      "Serialized task 7:3 was 200000000 bytes, which exceeds max allowed: spark.rpc.message.maxSize (134217728 bytes). " +
        "Consider increasing spark.rpc.message.maxSize or using broadcast variables for large values.",
    );
  });
});

describe("a broadcast", () => {
  const torrent = { blockBytes: 4 * MIB, msPerByte: 1 / 1_000_000, roundTripMs: 1 };

  it("takes a thousand executors hardly longer than two: who has a block gives it on (E8)", () => {
    const [one, two, many] = [1, 2, 1000].map((executors) => torrentMs(torrent, 100 * MIB, executors));
    expect(two! - one!).toBeCloseTo((4 * MIB) / 1_000_000);
    expect(many! / two!).toBeLessThan(1.4);
    expect(torrentMs(torrent, 0, 10)).toBe(1);
  });
});
