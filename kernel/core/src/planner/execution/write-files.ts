import { inSessionTimeZone } from "../../conf/session-time-zone.js";
import { MOST_ROWS_MADE, tooManyRows } from "../../modelled/index.js";
import type { DataFormat } from "../../plans/logical/index.js";
import type { DataWritingCommandExec, WriteFilesExec } from "../../plans/physical/index.js";
import type { OutputCommitter } from "../../ports.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import { ModelledRows } from "../../rdd/modelled-rows.js";
import type { WorkKind } from "../../rdd/task-context.js";
import { rowsForAll } from "../../types/batched-rows.js";
import { type InternalRow, structField, structType } from "../../types/data-type.js";
import { OUTPUT_ROWS } from "./metric-names.js";
import type { PlanExecution } from "./plan-execution.js";
import type { DriverMetrics } from "./sql-metrics.js";

interface TaskCommit {
  readonly partition: number;
  readonly attempt: number;
  readonly bytes: number;
  readonly records: number;
}

const WORK_OF_FORMAT: Readonly<Record<DataFormat, WorkKind>> = {
  parquet: "parquetWriteBytes",
  csv: "csvWriteBytes",
  json: "jsonWriteBytes",
  text: "textWriteBytes",
};

/** Runs a write: one job whose tasks write a file each, then the commit that makes them visible. */
export async function executeWrite(plan: DataWritingCommandExec, execution: PlanExecution): Promise<void> {
  const { path, format, mode, options } = plan.target;
  const schema = structType(plan.columns.map((a) => structField(a.name, a.dataType, a.nullable)));
  const committer = execution.files.createWriter({
    path,
    format,
    schema,
    mode,
    options: inSessionTimeZone(options, execution.conf),
  });
  // Mode `ignore` and something there already.
  if (committer === undefined) return;
  try {
    const write = plan.child as WriteFilesExec;
    const rdd = writingRdd(write, committer, execution);
    const commits = await execution.runJob(rdd, { cause: "action", task: (iterable) => [...iterable] });
    committer.commitJob(commits.flat());
    execution.driverMetrics(plan, written(commits.flat()));
  } catch (error) {
    committer.abortJob();
    throw error;
  }
}

/** An attempt without bytes has written no file. */
function written(commits: readonly TaskCommit[]): DriverMetrics {
  return {
    "number of written files": commits.filter(({ bytes }) => bytes > 0).length,
    "written output": commits.reduce((sum, { bytes }) => sum + bytes, 0),
    [OUTPUT_ROWS]: commits.reduce((sum, { records }) => sum + records, 0),
    "number of dynamic part": 0,
  };
}

function writingRdd(
  plan: WriteFilesExec,
  committer: OutputCommitter,
  execution: PlanExecution,
): MapPartitionsRDD<InternalRow, TaskCommit> {
  const rows = execution.execute(plan.child);
  const { time } = execution.metrics.ofOperator(plan);
  return execution.scoped(
    plan,
    () =>
      new MapPartitionsRDD<InternalRow, TaskCommit>(rows, (iterable, partition, context) => {
        // Rows of a model can be made as long as they are few.
        if (iterable instanceof ModelledRows && iterable.rows > MOST_ROWS_MADE) throw tooManyRows(iterable.rows);
        const attempt = context.taskAttemptId;
        try {
          const { bytes, records } = committer.writeTask(partition, attempt, rowsForAll(iterable));
          context.metrics.outputBytes += bytes;
          context.metrics.outputRecords += records;
          context.metrics.chargeTo(time, WORK_OF_FORMAT[plan.target.format], bytes);
          return [{ partition, attempt, bytes, records }];
        } catch (error) {
          committer.abortTask(partition, attempt);
          throw error;
        }
      }),
  );
}
