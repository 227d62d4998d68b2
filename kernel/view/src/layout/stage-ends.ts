import type { GanttModel } from "../model/run-model-types.js";
import type { GanttStageEnd, Rect } from "./geometry.js";
import { placeNames } from "./place-names.js";
import { textWidth } from "./text-width.js";

const SIZE = 10.5;
/** With more ends than this, lines would hide the bars: only the named ones are drawn. */
const MOST_LINES = 40;

/** Ends of stages with their names; failed ones are named first, then late ones. */
export function stageEnds(model: GanttModel, x: (timeMs: number) => number, plot: Rect): readonly GanttStageEnd[] {
  const ended = model.stages.filter((stage) => stage.endMs !== undefined);
  const names = ended.map(
    (stage) => `${stage.failed ? "✕ " : ""}${stage.barrier ? "‖ barrier " : ""}stage ${stage.label}`,
  );
  const placed = placeNames(
    ended.map((stage, i) => {
      const width = textWidth(names[i]!, SIZE);
      return { from: x(stage.endMs!) - 3 - width, width, priority: stage.failed ? Number.MAX_VALUE : stage.endMs! };
    }),
    { from: 4, to: plot.x + plot.width },
  );
  const ends = ended.map((stage, i): GanttStageEnd => {
    const end = { x: x(stage.endMs!), stageId: stage.stageId, attempt: stage.attempt, failed: stage.failed };
    return placed[i] ? { ...end, label: { x: end.x - 3, y: plot.y - 10, text: names[i]! } } : end;
  });
  return ends.length <= MOST_LINES ? ends : ends.filter((end) => end.label !== undefined);
}
