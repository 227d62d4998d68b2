/** A place that a task prefers. */
export interface TaskLocation {
  /** Number of the host in the executor pool. */
  readonly host: number;
  /** The executor that caches the input, −1 when any on the host will do. */
  readonly executor: number;
}

/**
 * The preferred places of a task set's tasks (B10), by index into the set: those of task i are at `start[i]` … `start[i + 1] − 1` of
 * `hosts` and `executors`.
 */
export interface TaskLocations {
  readonly start: Int32Array;
  readonly hosts: Int32Array;
  readonly executors: Int32Array;
}

/** Packs the places of `count` tasks; undefined when none minds where it runs. */
export function packLocations(
  count: number,
  locationsOf: (index: number) => readonly TaskLocation[],
): TaskLocations | undefined {
  const start = new Int32Array(count + 1);
  const all: TaskLocation[] = [];
  for (let index = 0; index < count; index++) {
    for (const location of locationsOf(index)) all.push(location);
    start[index + 1] = all.length;
  }
  if (all.length === 0) return undefined;
  return {
    start,
    hosts: Int32Array.from(all, ({ host }) => host),
    executors: Int32Array.from(all, ({ executor }) => executor),
  };
}
