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

function mergedSpans(model: GanttModel, rows: GanttRows, scale: TimeScale, thin: number): Span[] {
  const spans: Span[] = [];
  const lastIn = new Map<number, Span>();
  // The last span of each stage in each row.
  const crowded = rows.lanesPerRow > 1;
  for (let row = 0; row < model.count; row++) {
    const stageIndex = model.stageIndex[row]!;
    if (stageIndex < 0) continue;
    const startMs = model.startMs[row]!;
    const durationMs = model.durationMs[row]!;
    const outcome = outcomeOf(model.status[row]!);
    const failed = outcome === "failed" || outcome === "killed";
    const running = outcome === "running";
    const lane = model.lane[row]!;
    const place = Math.floor(lane / rows.lanesPerRow) * model.stages.length + stageIndex;
    const isThin = crowded || durationMs * scale.perMs < thin;
    const last = lastIn.get(place);
    const near = last !== undefined && (startMs - last.endMs) * scale.perMs < thin / 2;
    if (
      isThin &&
      near &&
      last.thin &&
      last.stageIndex === stageIndex &&
      last.failed === failed &&
      last.running === running
    ) {
      last.endMs = Math.max(last.endMs, startMs + durationMs);
      last.tasks++;
      continue;
    }
    const span: Span = {
      row,
      lane,
      stageIndex,
      failed,
      running,
      thin: isThin,
      startMs,
      endMs: startMs + durationMs,
      tasks: 1,
    };
    spans.push(span);
    lastIn.set(place, span);
  }
  return spans;
}

function bar(span: Span, model: GanttModel, rows: GanttRows, scale: TimeScale): GanttBar {
  const gap = rows.rowHeight >= 8 ? 3 : rows.rowHeight >= 5 ? 1 : 0;
  const x = scale.x(span.startMs);
  const y = rows.topOf(span.lane) + gap / 2;
  const stage = model.stages[span.stageIndex]!;
  const width = Math.max(1.5, scale.x(span.endMs) - x - (gap > 0 ? 1 : 0));
  const height = rows.rowHeight - gap;
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
    x,
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
