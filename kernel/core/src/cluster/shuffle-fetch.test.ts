import { expect, test } from "vitest";
import { TaskMetrics } from "../rdd/task-context.js";
import type { FetchLimits } from "./fetch-limits.js";
import { ShuffleFetch } from "./shuffle-fetch.js";

const MIB = 2 ** 20;
const LIMITS: FetchLimits = {
  maxBytesInFlight: 48 * MIB,
  maxRequestsInFlight: 2147483647,
  maxBlocksPerAddress: 2147483647,
  maxBytesToMemory: 200 * MIB,
  fetchesInBatch: true,
};

/** Fetches `blocks` of equal size from each of two executors. */
function fetched(blocks: number, bytes: number, limits: Partial<FetchLimits> = {}) {
  const metrics = new TaskMetrics();
  const fetch = new ShuffleFetch({ ...LIMITS, ...limits }, false);
  for (let map = 0; map < blocks; map++) {
    fetch.addRemote(1, 2 * map, bytes);
    fetch.addRemote(2, 2 * map + 1, bytes);
  }
  const inFlightBytes = fetch.finish(metrics);
  const { shuffleRemoteBlocks, shuffleToDiskBytes, fetchRounds } = metrics;
  return { inFlightBytes, blocks: shuffleRemoteBlocks, toDiskBytes: shuffleToDiskBytes, rounds: fetchRounds };
}

test("a little is fetched at once; at most 48 MiB are under way (F4)", () => {
  expect(fetched(10, MIB)).toEqual({ inFlightBytes: 20 * MIB, blocks: 20, toDiskBytes: 0, rounds: 1 });
  expect(fetched(120, MIB)).toEqual({ inFlightBytes: 48 * MIB, blocks: 240, toDiskBytes: 0, rounds: 5 });
});

test("requests ask for 9.6 MiB of one executor each, so many at a time as are allowed", () => {
  // 12 blocks of 1 MiB are a request of ten and one of two, of each executor.
  expect(fetched(12, MIB, { maxRequestsInFlight: 1 }).rounds).toBe(4);
  expect(fetched(12, MIB, { maxRequestsInFlight: 2 }).rounds).toBe(2);
  expect(fetched(12, MIB, { maxBlocksPerAddress: 5 }).rounds).toBe(3);
});

test("a block of more than 200 MiB goes to disk, and takes no memory", () => {
  expect(fetched(1, 300 * MIB)).toEqual({ inFlightBytes: 0, blocks: 2, toDiskBytes: 600 * MIB, rounds: 1 });
  // One of 150 MiB is in memory as a whole, though it is more than 48.
  expect(fetched(1, 150 * MIB)).toMatchObject({ inFlightBytes: 150 * MIB, toDiskBytes: 0 });
});

test("many blocks alike are counted together as they are one by one", () => {
  for (const [blocks, bytes] of [
    [1000, 64_000],
    [37, 3 * MIB],
    [5, 30 * MIB],
    [3, 250 * MIB],
  ] as const) {
    const together = new TaskMetrics();
    const fetch = new ShuffleFetch({ ...LIMITS, maxRequestsInFlight: 3 }, false);
    fetch.addRemote(1, 0, bytes, blocks);
    fetch.addRemote(2, 1, bytes, blocks);
    const inFlightBytes = fetch.finish(together);
    const oneByOne = fetched(blocks, bytes, { maxRequestsInFlight: 3 });
    expect(oneByOne).toEqual({
      inFlightBytes,
      blocks: together.shuffleRemoteBlocks,
      toDiskBytes: together.shuffleToDiskBytes,
      rounds: together.fetchRounds,
    });
  }
});

test("neighbouring reducers of one map are one block, where SQL reads several (F4)", () => {
  const read = (fetchesInBatch: boolean) => {
    const metrics = new TaskMetrics();
    const fetch = new ShuffleFetch({ ...LIMITS, fetchesInBatch }, true);
    for (let reducer = 0; reducer < 5; reducer++) {
      for (let map = 0; map < 4; map++) {
        if (map === 0) fetch.addLocal(map);
        else fetch.addRemote(map, map, 1000);
      }
    }
    fetch.finish(metrics);
    return [metrics.shuffleLocalBlocks, metrics.shuffleRemoteBlocks];
  };
  expect(read(true)).toEqual([1, 3]);
  expect(read(false)).toEqual([5, 15]);
});
