import { TASK_LOCALITIES, TASK_STATUSES } from "@stageplay/core";
import type { RunModel } from "../model/run-model-types.js";
import { TASK_METRICS } from "../model/task-metrics.js";
import type { TextTable } from "./ledger-tables.js";
import { numberText } from "./stage-numbers.js";

const UNITS = { ms: " (ms)", bytes: " (bytes)", n: "" } as const;

/** These task attempts with their numbers as they are: milliseconds, bytes, counts. For files. @param rows in their order */
export function taskNumbers({ run, gantt }: RunModel, rows: Iterable<number>): TextTable {
  const { columns, reasons, firstTaskId } = run.tasks;
  const hosts = new Map(run.executors.map(({ executorId, host }) => [executorId, host]));
  const line = (row: number): readonly string[] => [
    String(firstTaskId + row),
    gantt.stages[gantt.stageIndex[row]!]?.label ?? "",
    String(gantt.partition[row]),
    String(gantt.attempt[row]),
    gantt.speculative[row] === 1 ? "yes" : "no",
    TASK_STATUSES[gantt.status[row]!] ?? "",
    String(columns.executor[row]),
    hosts.get(columns.executor[row]!) ?? "",
    TASK_LOCALITIES[gantt.locality[row]!] ?? "",
    numberText(gantt.startMs[row]),
    numberText(gantt.durationMs[row]),
    ...TASK_METRICS.map(({ name }) => numberText(columns[name][row])),
    reasons.get(row) ?? "",
  ];
  return {
    heads: [
      ...["Task", "Stage", "Partition", "Attempt", "Speculative", "Status", "Executor", "Host", "Locality"],
      ...["Launched (ms)", "Duration (ms)"],
      ...TASK_METRICS.map(({ heading, kind }) => `${heading}${UNITS[kind]}`),
      "Error",
    ],
    rows: Array.from(rows, line),
  };
}
