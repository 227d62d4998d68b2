import type { Bytes } from "../base/brand.js";
import { mapStatusBytes } from "../base/map-status-bytes.js";

/** What the driver knows of a task that is not done: the task, its place in the set, what the UI keeps (modelled). */
const TASK_BYTES: Bytes = 300;
/** A map status beside its sizes (modelled). */
const STATUS_BYTES: Bytes = 120;

/** What the scheduler keeps of the tasks of a set until they are done. */
export function tasksBytes(tasks: number): Bytes {
  return tasks * TASK_BYTES;
}

/**
 * What the driver keeps of where the outputs of a map stage are, for each map and reducer (E9, F3).
 *
 * @example
 * mapStatusesBytes(10_000, 2_000, 2_000); // 21200000
 * @param averagedAbove up to so many reducers a status has a byte for each; beyond, a bit that says which blocks are empty
 */
export function mapStatusesBytes(maps: number, reducers: number, averagedAbove: number): Bytes {
  return maps * (STATUS_BYTES + mapStatusBytes(reducers, averagedAbove));
}
