import { TASK_LOCALITIES, TASK_STATUSES } from "@stageplay/core";
import { type GanttModel, stageColor } from "@stageplay/view";
import { element } from "../dom/element.js";
import { plainText } from "../dom/plain-text.js";
import { memoryColor } from "./paint-strips.js";
import { Patterns } from "./patterns.js";
import type { StripCurves } from "./strip-curves.js";
import { isBadEnd } from "./task-label.js";
import { PHASE_SHADES, type TaskShades } from "./task-shades.js";

/** Stages named in the legend before it says how many more there are. */
const MOST_STAGES = 12;
const SWATCH_PX = 12;

/** What the colours, patterns and labels of the timeline mean. Phases are explained once bars show them. */
export function ganttLegend(
  gantt: GanttModel,
  shades: TaskShades,
  curves: StripCurves,
  withPhases: boolean,
): readonly HTMLElement[] {
  const phases = withPhases || shades.mode === "phase" ? phaseEntries() : [];
  return [
    ...colorEntries(gantt, shades),
    ...hints(gantt).map((hint) => element("span", {}, hint)),
    ...memoryEntries(curves),
    ...phases,
  ];
}

function colorEntries(gantt: GanttModel, { mode, palette, codes }: TaskShades): readonly HTMLElement[] {
  if (mode === "stage") return stageEntries(gantt);
  if (mode === "phase") return [];
  const names: readonly string[] = mode === "status" ? TASK_STATUSES : TASK_LOCALITIES;
  const used = new Set(codes);
  return names.flatMap((name, i) => (used.has(i) ? [entry(palette[i]!.fill, name)] : []));
}

function stageEntries(gantt: GanttModel): readonly HTMLElement[] {
  // A run may hold only a later attempt of a stage.
  const first = new Map<number, number>();
  for (const { stageId, attempt } of gantt.stages) if (!first.has(stageId)) first.set(stageId, attempt);
  const stages = gantt.stages.filter(({ stageId, attempt }) => first.get(stageId) === attempt);
  const shown = stages.slice(0, MOST_STAGES).map((stage) => {
    const node = entry(stageColor(stage.colorIndex), `stage ${stage.stageId}`);
    node.title = plainText(stage.name);
    return node;
  });
  const more = stages.length - MOST_STAGES;
  return more > 0 ? [...shown, element("span", {}, `and ${more} more`)] : shown;
}

function hints(gantt: GanttModel): readonly string[] {
  const { retries, copies, bad } = kinds(gantt);
  return [
    retries ? "label: stage:partition ↻ retry" : "label: stage:partition",
    gantt.stages.some(({ barrier }) => barrier) ? "‖ barrier stage: all its tasks start together" : "",
    copies ? "dotted outline: speculative copy" : "",
    bad ? "hatched: ✕ failed, or killed" : "",
  ].filter((hint) => hint !== "");
}

function kinds({ attempt, speculative, status }: GanttModel): {
  readonly retries: boolean;
  readonly copies: boolean;
  readonly bad: boolean;
} {
  return { retries: attempt.some((each) => each > 0), copies: speculative.includes(1), bad: status.some(isBadEnd) };
}

function memoryEntries({ memory, storage }: StripCurves): readonly HTMLElement[] {
  const cached = storage === undefined ? [] : [element("span", {}, "cached blocks: persisted RDDs in memory")];
  const title = element("span", {}, "below: peak execution memory of running tasks");
  const tasks = memory.length === 0 ? [] : [title, ...memory.map(({ name }, i) => entry(memoryColor(i), name))];
  const entries = [...tasks, ...cached];
  // The timeline on paper has no memory.
  for (const each of entries) each.classList.add("sp-screen-only");
  return entries;
}

function phaseEntries(): readonly HTMLElement[] {
  return PHASE_SHADES.map(({ name, fill }, i) => {
    const swatch = element("canvas", {
      class: "sp-swatch",
      width: SWATCH_PX,
      height: SWATCH_PX,
      "aria-hidden": "true",
    });
    const context = swatch.getContext("2d");
    if (context !== null) {
      context.fillStyle = fill;
      context.fillRect(0, 0, SWATCH_PX, SWATCH_PX);
      context.fillStyle = new Patterns(context, "#000000").phases[i] ?? fill;
      context.fillRect(0, 0, SWATCH_PX, SWATCH_PX);
    }
    return element("span", {}, swatch, name === "GC" ? "GC (within compute)" : name);
  });
}

function entry(fill: string, name: string): HTMLElement {
  const swatch = element("span", { class: "sp-swatch", "aria-hidden": "true" });
  swatch.style.background = fill;
  return element("span", {}, swatch, name);
}
