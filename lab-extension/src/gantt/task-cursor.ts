import type { GanttModel } from "@stageplay/view";
import type { TaskFinder } from "./task-finder.js";

/** The row that an arrow key leads to: left and right along a lane, up and down to the task beside it in time. */
export function nextTask(
  gantt: GanttModel,
  finder: TaskFinder,
  row: number | undefined,
  key: string,
): number | undefined {
  if (row === undefined) return gantt.count > 0 && key.startsWith("Arrow") ? 0 : undefined;
  const lane = gantt.lane[row]!;
  const rows = finder.rows(lane);
  const place = rows.indexOf(row);
  switch (key) {
    case "ArrowLeft":
      return rows[place - 1] ?? row;
    case "ArrowRight":
      return rows[place + 1] ?? row;
    case "ArrowUp":
      return neighbour(gantt, finder, row, -1);
    case "ArrowDown":
      return neighbour(gantt, finder, row, 1);
    default:
      return undefined;
  }
}

function neighbour(gantt: GanttModel, finder: TaskFinder, row: number, step: 1 | -1): number {
  const middleMs = gantt.startMs[row]! + gantt.durationMs[row]! / 2;
  for (let lane = gantt.lane[row]! + step; lane >= 0 && lane < gantt.laneCount; lane += step) {
    const found = finder.find(lane, middleMs, Number.POSITIVE_INFINITY);
    if (found !== undefined) return found;
  }
  return row;
}
