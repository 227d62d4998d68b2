import { RowValues } from "../../events/row-values.js";
import type { TaskTable } from "../../events/task-table.js";
import type { TaskSetManager } from "../../scheduler/task/task-set-manager.js";

/** Writes which tasks the rows from `firstRow` on are of; they are reserved, and the tasks are launched in order. */
export function writeIdentity(tasks: TaskTable, { taskSet, numTasks }: TaskSetManager, firstRow: number): void {
  const { stage, stageId, stageAttempt, partitions } = taskSet;
  const jobPartitions = stage.kind === "ResultTask" ? stage.job.partitions : undefined;
  // The whole job is the usual case, and its list of partitions the stage's own.
  const isMapped = jobPartitions !== undefined && jobPartitions !== partitions;
  const mapped = isMapped ? Int32Array.from(partitions, (task) => jobPartitions[task]!) : partitions;
  tasks.setRows("stageId", firstRow, numTasks, new RowValues([], stageId));
  tasks.setRows("partition", firstRow, numTasks, new RowValues(mapped));
  if (stageAttempt !== 0) tasks.setRows("stageAttempt", firstRow, numTasks, new RowValues([], stageAttempt));
}
