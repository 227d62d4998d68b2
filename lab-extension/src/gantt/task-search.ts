import { TASK_STATUSES } from "@stageplay/core";
import type { RunModel } from "@stageplay/view";
import { endedBadly } from "./task-label.js";

type Matches = (row: number) => boolean;

/**
 * The next task attempt after `after` that a text names; it begins again at the first. Undefined when there is none.
 *
 * - `6:4`, `6.1:4`: partition 4 of a stage (attempt); `6`, `stage 6`: any task of it
 * - `#123`: the task with that id
 * - `failed`, `speculative`, a status or a part of one: `killed`, `FetchFailed`
 * - anything else: a part of the failure's text or of the executor's host
 */
export function findTask(model: RunModel, text: string, after: number | undefined): number | undefined {
  const matches = matcher(model, text.trim());
  const { count } = model.gantt;
  const first = after === undefined ? 0 : after + 1;
  for (let step = 0; step < count; step++) {
    const row = (first + step) % count;
    if (matches(row)) return row;
  }
  return undefined;
}

function matcher({ run, gantt }: RunModel, text: string): Matches {
  if (text === "") return () => false;
  const id = /^#\s*(\d+)$/.exec(text);
  if (id !== null) return (row) => run.tasks.firstTaskId + row === Number(id[1]);
  const place = /^(?:stage\s+)?(\d+(?:\.\d+)?)(?:\s*:\s*(\d+))?$/i.exec(text);
  if (place !== null) {
    const stages = new Set(gantt.stages.flatMap((stage, i) => (namesStage(stage.label, place[1]!) ? [i] : [])));
    const partition = place[2] === undefined ? undefined : Number(place[2]);
    return (row) =>
      stages.has(gantt.stageIndex[row]!) && (partition === undefined || gantt.partition[row] === partition);
  }
  const wanted = text.toLowerCase();
  if (wanted === "failed") return (row) => endedBadly(gantt, row);
  if ("speculative".startsWith(wanted)) return (row) => gantt.speculative[row] === 1;
  const statuses = TASK_STATUSES.map((status) => status.toLowerCase().includes(wanted));
  const executors = new Set(
    run.executors.filter(({ host }) => host.toLowerCase().includes(wanted)).map(({ executorId }) => executorId),
  );
  const executor = run.tasks.columns.executor;
  return (row) =>
    statuses[gantt.status[row]!] === true ||
    executors.has(executor[row]!) ||
    run.tasks.reasons.get(row)?.toLowerCase().includes(wanted) === true;
}

/** `6` is each attempt of stage 6, `6.1` one of them. */
function namesStage(label: string, wanted: string): boolean {
  return label === wanted || label.startsWith(`${wanted}.`) || `${label}.0` === wanted;
}
