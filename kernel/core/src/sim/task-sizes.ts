import type { Bytes } from "../base/brand.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import type { Stage } from "../scheduler/dag/stage.js";
import type { TaskSet } from "../scheduler/task/task-set.js";

/** What tasks carry below this is lost in what every task takes. */
const LITTLE: Bytes = 16 * 1024;

/** What is unusual about the sizes of a task set's code and tasks; nothing for most (C12). */
export type TaskSizes = Pick<TaskSet, "binaryBytes" | "taskBytes">;

/** Finds what functions were declared to capture, and data of the driver that travels inside tasks. */
export function taskSizes(stage: Stage): TaskSizes {
  const closure = stage.kind === "ResultTask" ? (stage.job.request.closureBytes ?? 0) : 0;
  let binaryBytes = closure;
  let carries = false;
  for (const rdd of stage.chain) {
    binaryBytes += rdd.closureBytes;
    if (rdd.dependencies.length === 0 && rdd.numPartitions > 0 && rdd.carriedBytes(0) >= LITTLE) carries = true;
  }
  return {
    ...(binaryBytes > 0 && { binaryBytes }),
    ...(carries && { taskBytes: carriedBytes(stage) }),
  };
}

/** By index into the stage. */
function carriedBytes(stage: Stage): (partition: number) => Bytes {
  const known = new Map<number, Bytes>();
  return (index) => {
    let bytes = known.get(index);
    if (bytes === undefined) {
      bytes = carriedBy(stage.rdd, stage.kind === "ResultTask" ? stage.job.partitions[index]! : index);
      known.set(index, bytes);
    }
    return bytes;
  };
}

/** A task carries the partitions of all RDDs that it computes. */
function carriedBy(last: RDDLineage<unknown>, partition: number): Bytes {
  let bytes = 0;
  const waiting: [RDDLineage<unknown>, number][] = [[last, partition]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [rdd, at] = next;
    bytes += rdd.carriedBytes(at);
    for (const dependency of rdd.dependencies) {
      if (dependency.kind === "narrow")
        for (const parent of dependency.parents(at)) waiting.push([dependency.rdd, parent]);
    }
  }
  return bytes;
}
