import { type GanttStage, textWidth } from "@stageplay/view";
import type { TimeWindow } from "./time-window.js";

/** Lines nearer to each other than this are one: more would hide the bars. */
const LEAST_DISTANCE_PX = 8;
const LABEL_GAP_PX = 8;
export const STAGE_NAME_PX = 10;

/** The end of a stage as a dashed line; `label` only where it does not run into another one. */
export interface StageEnd {
  readonly endMs: number;
  readonly failed: boolean;
  readonly label?: string;
}

/** Stage ends in the window, thinned out to what can be told apart at this width. Failed ones go before others. */
export function stageEnds(stages: readonly GanttStage[], window: TimeWindow, plotWidth: number): readonly StageEnd[] {
  const pxPerMs = plotWidth / (window.toMs - window.fromMs);
  const inWindow = stages.filter(
    (stage): stage is GanttStage & { readonly endMs: number } =>
      stage.endMs !== undefined && stage.endMs >= window.fromMs && stage.endMs <= window.toMs,
  );
  const taken: { left: number; right: number }[] = [];
  const lines: number[] = [];
  const ends: StageEnd[] = [];
  for (const stage of [...inWindow].sort((a, b) => Number(b.failed) - Number(a.failed) || a.endMs - b.endMs)) {
    const x = (stage.endMs - window.fromMs) * pxPerMs;
    if (lines.some((line) => Math.abs(line - x) < LEAST_DISTANCE_PX)) continue;
    lines.push(x);
    const label = `${stage.failed ? "✕ " : ""}${stage.barrier ? "‖ barrier " : ""}stage ${stage.label}`;
    const left = x - textWidth(label, STAGE_NAME_PX) - LABEL_GAP_PX;
    const free = left > -LABEL_GAP_PX && taken.every((other) => x < other.left || left > other.right);
    if (free) taken.push({ left, right: x });
    ends.push({ endMs: stage.endMs, failed: stage.failed, ...(free ? { label } : {}) });
  }
  return ends;
}
