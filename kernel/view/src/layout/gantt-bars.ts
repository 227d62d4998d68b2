import { TASK_STATUSES } from "@stageplay/core";
import type { GanttModel } from "../model/run-model-types.js";
import { outcomeOf } from "../model/task-facts.js";
import { type GanttRows, LABEL_LANE_HEIGHT } from "./gantt-bands.js";
import type { GanttBar } from "./geometry.js";
import { textWidth } from "./text-width.js";
import type { TimeScale } from "./time-scale.js";

const LABEL_SIZE = 10.5;
/** Bars thinner than this are drawn together with neighbours of their stage. */
const THIN = 3;
const WIDEST_THIN = 12;
const SEAM = 0.6;
/** What a status that we do not know is drawn as. */
const FAILED = { failed: true, running: false };

interface Span {
  readonly row: number;
  readonly lane: number;
  readonly stageIndex: number;
  readonly failed: boolean;
  readonly running: boolean;
  readonly thin: boolean;
  readonly startMs: number;
  endMs: number;
  tasks: number;
}

/** A bar a task attempt while there is room; beyond `most`, and where they are too thin to be seen, neighbours are merged. */
export function ganttBars(
  model: GanttModel,
  layoutRows: (lanesPerRow: number) => GanttRows,
  scale: TimeScale,
  most: number,
): { readonly bars: readonly GanttBar[]; readonly rows: GanttRows; readonly merged: boolean } {
  let rows = layoutRows(1);
  let thin = THIN;
  let spans = mergedSpans(model, rows, scale, thin);
  while (spans.length > most && (thin < WIDEST_THIN || rows.lanesPerRow < model.laneCount)) {
    // First thicker bars count as thin, then more lanes share a row.
    if (thin < WIDEST_THIN) thin *= 2;
    else rows = layoutRows(rows.lanesPerRow * 2);
    spans = mergedSpans(model, rows, scale, thin);
  }
  return {
    bars: spans.map((span) => bar(span, model, rows, scale)),
    rows,
    merged: spans.some((span) => span.tasks > 1),
  };
}

/** Whether an attempt of a status is drawn as failed, and as running; by the status's code. */
const LOOKS = TASK_STATUSES.map((_, status) => {
  const outcome = outcomeOf(status);
  return { failed: outcome === "failed" || outcome === "killed", running: outcome === "running" };
});

/** One look at each task, with as little as can be done there: the small timeline of 100,000 tasks is made by it. */
function mergedSpans(model: GanttModel, rows: GanttRows, scale: TimeScale, thin: number): Span[] {
  const { startMs: starts, durationMs: durations, stageIndex: stages, lane: lanes, status, count } = model;
  const { lanesPerRow } = rows;
  const crowded = lanesPerRow > 1;
  const thinMs = thin / scale.perMs;
  const spans: Span[] = [];
  // The last span of each stage in each row.
  const lastIn: (Span | undefined)[] = [];
  for (let row = 0; row < count; row++) {
    const stageIndex = stages[row]!;
    if (stageIndex < 0) continue;
    const startMs = starts[row]!;
    const endMs = startMs + durations[row]!;
    const lane = lanes[row]!;
    const place = Math.floor(lane / lanesPerRow) * model.stages.length + stageIndex;
    const { failed, running } = LOOKS[status[row]!] ?? FAILED;
    const isThin = crowded || durations[row]! < thinMs;
    const last = lastIn[place];
    const joins = isThin && last?.thin === true && startMs - last.endMs < thinMs / 2;
    if (joins && last.failed === failed && last.running === running) {
      if (endMs > last.endMs) last.endMs = endMs;
      last.tasks++;
      continue;
    }
    const span: Span = { row, lane, stageIndex, failed, running, thin: isThin, startMs, endMs, tasks: 1 };
    spans.push(span);
    lastIn[place] = span;
  }
  return spans;
}

function bar(span: Span, model: GanttModel, rows: GanttRows, scale: TimeScale): GanttBar {
  const gap = rows.rowHeight >= 8 ? 3 : rows.rowHeight >= 5 ? 1 : 0;
  const x = scale.x(span.startMs);
  const y = rows.topOf(span.lane) + gap / 2;
  const stage = model.stages[span.stageIndex]!;
  const width = Math.max(1.5, scale.x(span.endMs) - x - (gap > 0 ? 1 : 0));
  // Rows of several lanes have no gap; where their edges fall between pixels, it would shine through.
  const height = rows.rowHeight - gap + (rows.lanesPerRow > 1 ? SEAM : 0);
  const text = label(span, model, stage.label);
  const fits = height + gap >= LABEL_LANE_HEIGHT && span.tasks === 1 && textWidth(text, LABEL_SIZE) + 9 <= width;
  return {
    row: span.row,
    tasks: span.tasks,
    stageIndex: span.stageIndex,
    colorIndex: stage.colorIndex,
    failed: span.failed,
    running: span.running,
    speculative: span.tasks === 1 && model.speculative[span.row] === 1,
    // The last tasks of a run are seen at its end, not beyond.
    x: Math.min(x, scale.x(model.makespanMs) - width),
    y,
    width,
    height,
    ...(fits ? { label: { x: x + 5, y: y + height / 2 + 4, text } } : {}),
  };
}

/** `stage.attempt:partition ↻retry`, and `copy` for a speculative one. */
function label(span: Span, model: GanttModel, stageLabel: string): string {
  const attempt = model.attempt[span.row]!;
  const copy = model.speculative[span.row] === 1 ? " copy" : "";
  return `${stageLabel}:${model.partition[span.row]!}${attempt > 0 ? ` ↻${attempt}` : ""}${copy}`;
}
