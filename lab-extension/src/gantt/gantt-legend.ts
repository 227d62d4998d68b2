import { formatMillis } from "@stageplay/core";
import { type GanttModel, stageColor } from "@stageplay/view";
import { element } from "../dom/element.js";
import { endedBadly } from "./task-label.js";

/** Stages named in the legend before it says how many more there are. */
const MOST_STAGES = 12;
const MOST_MARKS = 6;

/** Colour and name of each stage, how to read labels, and what was done to the cluster and when. */
export function ganttLegend(gantt: GanttModel): readonly HTMLElement[] {
  const stages = gantt.stages.filter(
    (stage) => stage.attempt === 0 || firstSeen(gantt, stage.stageId) === stage.attempt,
  );
  const shown = stages.slice(0, MOST_STAGES).map((stage) => {
    const swatch = element("span", { class: "sp-swatch", "aria-hidden": "true" });
    swatch.style.background = stageColor(stage.colorIndex);
    return element("span", { title: stage.name }, swatch, `stage ${stage.stageId}`);
  });
  const hints = [
    stages.length > MOST_STAGES ? `and ${stages.length - MOST_STAGES} more` : "",
    gantt.attempt.some((attempt) => attempt > 0) ? "label: stage:partition ↻ retry" : "label: stage:partition",
    anyBad(gantt) ? "hatched: failed or killed" : "",
    ...gantt.marks.slice(0, MOST_MARKS).map((mark) => `⚡ ${formatMillis(mark.timeMs)} ${mark.text}`),
  ];
  return [...shown, ...hints.filter((hint) => hint !== "").map((hint) => element("span", {}, hint))];
}

/** A run may hold only a later attempt of a stage. */
function firstSeen(gantt: GanttModel, stageId: number): number | undefined {
  return gantt.stages.find((stage) => stage.stageId === stageId)?.attempt;
}

function anyBad(gantt: GanttModel): boolean {
  for (let row = 0; row < gantt.count; row++) if (endedBadly(gantt, row)) return true;
  return false;
}
