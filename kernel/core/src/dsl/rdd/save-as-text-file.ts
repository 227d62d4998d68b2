import type { JobRunner } from "../../backend.js";
import type { CallSite } from "../../events/listener.js";
import type { FilePort } from "../../ports.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { TaskContext } from "../../rdd/task-context.js";
import { StringType, structField, structType } from "../../types/data-type.js";

/** Writes one part-file a partition; the folder appears when the job has succeeded, and not at all when it fails (A15). */
export async function saveLines(
  jobs: JobRunner,
  files: FilePort,
  lines: RDDLineage<string>,
  path: string,
  callSite: CallSite,
): Promise<void> {
  const schema = structType([structField("value", StringType)]);
  const options = { hadoop: "true" };
  const writer = files.createWriter({ path, format: "text", schema, mode: "errorifexists", options });
  if (writer === undefined) return;
  const writeTask = (rows: Iterable<string>, context: TaskContext): { partition: number; attempt: number } => {
    const partition = context.partitionId;
    const attempt = context.attemptNumber;
    try {
      const { bytes, records } = writer.writeTask(partition, attempt, asRows(rows));
      context.metrics.outputBytes += bytes;
      context.metrics.outputRecords += records;
      context.metrics.charge("textWriteBytes", bytes);
      return { partition, attempt };
    } catch (error) {
      writer.abortTask(partition, attempt);
      throw error;
    }
  };
  try {
    writer.commitJob(await jobs.runJob({ rdd: lines, task: writeTask, callSite, cause: "action" }));
  } catch (error) {
    writer.abortJob();
    throw error;
  }
}

function* asRows(lines: Iterable<string>): Iterable<readonly unknown[]> {
  for (const line of lines) yield [line];
}
