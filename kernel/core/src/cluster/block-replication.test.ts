import { expect, test } from "vitest";
import { blockHashCode, replicationPeers } from "./block-replication.js";

test.each([
  [3, 1, 496106510],
  [0, 0, -58694270],
])("rdd_%d_%d has the hash code that Spark's RDDBlockId has", (rddId, partition, hash) => {
  expect(blockHashCode(rddId, partition)).toBe(hash);
});

test("copies go to distinct peers, the same each time; all of them when there are no more (E7)", () => {
  const peers = [1, 2, 3, 4, 5, 6];
  const chosen = replicationPeers(3, 1, peers, 2);
  expect(new Set(chosen).size).toBe(2);
  expect(replicationPeers(3, 1, peers, 2)).toEqual(chosen);
  expect([...replicationPeers(3, 1, [4, 7], 2)].sort()).toEqual([4, 7]);
  expect(replicationPeers(3, 1, [], 1)).toEqual([]);
  const firsts = Array.from({ length: 40 }, (_, partition) => replicationPeers(0, partition, peers, 1)[0]);
  expect(new Set(firsts).size).toBe(6);
});
