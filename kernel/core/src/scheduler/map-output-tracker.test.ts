import { expect, test } from "vitest";
import { ParallelCollectionRDD } from "../rdd/parallel-collection-rdd.js";
import { HashPartitioner } from "../rdd/partitioner.js";
import { RDDContext } from "../rdd/rdd-context.js";
import { ShuffledRDD } from "../rdd/shuffled-rdd.js";
import { MapOutputTracker } from "./map-output-tracker.js";

function tracked(): { tracker: MapOutputTracker; executors: () => (number | undefined)[] } {
  const source = new ParallelCollectionRDD<readonly [number, number]>(new RDDContext(), [], 4);
  const [dependency] = new ShuffledRDD<number, number, number>(source, new HashPartitioner(2)).dependencies;
  if (dependency?.kind !== "shuffle") throw new Error("a shuffled RDD has a shuffle dependency");
  const tracker = new MapOutputTracker();
  tracker.registerShuffle(dependency, 4);
  for (let map = 0; map < 4; map++) {
    tracker.registerMapOutput(dependency, map, { executorId: map % 2, host: `host-${map % 2}`, blocks: new Map() });
  }
  return { tracker, executors: () => tracker.statuses(dependency).map((status) => status?.executorId) };
}

test("outputs that were handed on are not lost with the executor that wrote them (C14)", () => {
  const { tracker, executors } = tracked();
  const { epoch } = tracker;
  tracker.moveOutputs(1, (map) => ({ executorId: 10 + map, host: "host-9" }));
  expect([executors(), tracker.epoch]).toEqual([[0, 11, 0, 13], epoch]);
  tracker.removeOutputsOnExecutor(1);
  expect([executors(), tracker.epoch]).toEqual([[0, 11, 0, 13], epoch + 1]);
  tracker.removeOutputsOnHost("host-9");
  expect(executors()).toEqual([0, undefined, 0, undefined]);
});
