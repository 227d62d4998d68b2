import type { RunDocument, RunExecutor } from "../events/run.js";

/** One slot of an executor: the lane of its tasks. */
export interface Lane {
  readonly executor: RunExecutor;
  /** Its rows in {@link Lanes.rows}, by launch. */
  readonly first: number;
  readonly end: number;
}

export interface Lanes {
  readonly lanes: readonly Lane[];
  readonly rows: Int32Array;
  /** Lane of each row, −1 for an executor that the run does not know. */
  readonly ofRow: Int32Array;
  readonly taskCpus: number;
}

/** Sorts the attempts of a run by slot: counted, then put in their places, since they come by launch already. */
export function lanesOf(run: RunDocument): Lanes {
  const taskCpus = Math.max(1, Number(run.conf["spark.task.cpus"] ?? 1));
  const firstLane = new Map<number, number>();
  const owners: RunExecutor[] = [];
  for (const executor of run.executors) {
    firstLane.set(executor.executorId, owners.length);
    for (let slot = 0; slot < Math.floor(executor.cores / taskCpus); slot++) owners.push(executor);
  }
  const { columns, length } = run.tasks;
  const { executor, core } = columns;
  const ofRow = new Int32Array(length);
  const ends = new Int32Array(owners.length + 1);
  let base = -1;
  let last = -1;
  for (let row = 0; row < length; row++) {
    const id = executor[row]!;
    if (id !== last) {
      base = firstLane.get(id) ?? -1;
      last = id;
    }
    const lane = base < 0 ? -1 : base + Math.floor(core[row]! / taskCpus);
    const known = lane < owners.length && owners[lane]?.executorId === id ? lane : -1;
    ofRow[row] = known;
    if (known >= 0) ends[known + 1]!++;
  }
  for (let lane = 0; lane < owners.length; lane++) ends[lane + 1]! += ends[lane]!;
  const lanes = owners.map((owner, lane): Lane => ({ executor: owner, first: ends[lane]!, end: ends[lane + 1]! }));
  const rows = new Int32Array(ends[owners.length]!);
  for (let row = 0; row < length; row++) {
    const lane = ofRow[row]!;
    if (lane >= 0) rows[ends[lane]!++] = row;
  }
  return { lanes, rows, ofRow, taskCpus };
}
