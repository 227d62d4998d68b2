import type { Millis } from "../base/brand.js";
import type { CostModel } from "../cluster/cost-model.js";
import type { TaskTable } from "../events/task-table.js";
import type { HostPace } from "./host-conditions.js";
import { put } from "./task-row-writer.js";

/** An attempt that runs while the pace of its host changes. */
export interface PacedAttempt {
  readonly row: number;
  /** When its run ends at the pace so far. */
  readonly runEndMs: Millis;
  /** What its whole run would take at the pace so far. */
  readonly fullMs: Millis;
}

/** What the rest of the run becomes: by how much it is longer, and what a whole run would take now. */
export interface ChangedPace {
  readonly longerMs: Millis;
  readonly fullMs: Millis;
}

/** The rest of an attempt's run goes on at another pace; its row says how long the run takes with that. */
export function changePace(
  table: TaskTable,
  { row, runEndMs, fullMs }: PacedAttempt,
  now: Millis,
  before: HostPace,
  after: HostPace,
  cost: CostModel,
): ChangedPace {
  const { columns } = table;
  const runMs = columns.runMs[row]!;
  const leftMs = Math.max(0, runEndMs - Math.max(now, runEndMs - runMs));
  if (leftMs === 0 || fullMs === 0) return { longerMs: 0, fullMs };
  const [old, fresh] = [diskMs(table, row, before, cost), diskMs(table, row, after, cost)];
  const evenMs = (fullMs - old.writeMs - old.otherMs) / before.slowness;
  const newFullMs = evenMs * after.slowness + fresh.writeMs + fresh.otherMs;
  const longerMs = leftMs * (newFullMs / fullMs - 1);
  columns.runMs[row] = runMs + longerMs;
  const writeMs = (leftMs / fullMs) * (fresh.writeMs - old.writeMs);
  if (writeMs !== 0) put(table, "shuffleWriteMs", row, Math.max(0, columns.shuffleWriteMs[row]! + writeMs));
  return { longerMs, fullMs: newFullMs };
}

/** What slow disks add to the whole run of an attempt, as the pricer has it. */
function diskMs(
  { columns }: TaskTable,
  row: number,
  { diskMsPerByte }: HostPace,
  { shuffleWriteMsPerByte }: CostModel,
): { writeMs: Millis; otherMs: Millis } {
  const localBytes = columns.shuffleReadBytes[row]! - columns.shuffleRemoteBytes[row]!;
  const otherBytes = columns.inputBytes[row]! + columns.outputBytes[row]! + localBytes + columns.diskSpillBytes[row]!;
  return {
    writeMs: columns.shuffleWriteBytes[row]! * Math.max(0, diskMsPerByte - shuffleWriteMsPerByte),
    otherMs: otherBytes * diskMsPerByte,
  };
}
