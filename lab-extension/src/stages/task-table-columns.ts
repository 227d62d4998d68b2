import { formatMillis, TASK_LOCALITIES, TASK_STATUSES } from "@stageplay/core";
import { printsAsZero, type RunModel, TASK_METRICS, type TaskMetric, type TaskOrder } from "@stageplay/view";
import { taskLabel } from "../gantt/task-label.js";
import { metricText } from "./metric-text.js";

/** A column of the task table. */
export interface TaskTableColumn {
  readonly heading: string;
  readonly order?: TaskOrder;
  /** Names stand left, numbers right. */
  readonly isName: boolean;
  readonly text: (row: number) => string;
}

/** The columns that say something about this run's tasks; metrics that are zero throughout are left out. */
export function taskTableColumns(model: RunModel): readonly TaskTableColumn[] {
  const { run, gantt } = model;
  const { columns, reasons } = run.tasks;
  const hosts = new Map(run.executors.map(({ executorId, host }) => [executorId, host]));
  const says = ({ name, kind }: TaskMetric): boolean => {
    for (let row = 0; row < run.tasks.length; row++) if (!printsAsZero(kind, columns[name][row]!)) return true;
    return false;
  };
  const metrics = TASK_METRICS.filter(says).map(
    ({ name, heading, kind }): TaskTableColumn => ({
      heading,
      order: name,
      isName: false,
      text: (row) => metricText(kind, columns[name][row]!),
    }),
  );
  const error: TaskTableColumn = {
    heading: "Error",
    isName: true,
    text: (row) => reasons.get(row)?.split("\n", 1)[0] ?? "",
  };
  return [
    { heading: "Task", order: "task", isName: true, text: (row) => taskLabel(gantt, row) },
    { heading: "Status", isName: true, text: (row) => statusText(model, row) },
    {
      heading: "Executor",
      order: "executor",
      isName: true,
      text: (row) => `${columns.executor[row]} · ${hosts.get(columns.executor[row]!) ?? ""}`,
    },
    { heading: "Locality", isName: true, text: (row) => TASK_LOCALITIES[columns.locality[row]!] ?? "" },
    { heading: "Launched", order: "launch", isName: false, text: (row) => formatMillis(gantt.startMs[row]!) },
    { heading: "Duration", order: "duration", isName: false, text: (row) => formatMillis(gantt.durationMs[row]!) },
    ...metrics,
    ...(reasons.size > 0 ? [error] : []),
  ];
}

const MARKS: Readonly<Record<string, string>> = { Success: "✓ ", Running: "▶ " };

function statusText({ run, gantt }: RunModel, row: number): string {
  const status = TASK_STATUSES[gantt.status[row]!] ?? "";
  const copy = run.tasks.columns.speculative[row] === 1 ? " (speculative)" : "";
  return `${MARKS[status] ?? "✕ "}${status === "Success" ? "success" : status === "Running" ? "running" : status}${copy}`;
}
