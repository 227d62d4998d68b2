import { formatBytes, formatMillis, formatNoun } from "@stageplay/core";
import type { ChartInput } from "./chart-input.js";
import { laneAt } from "./lane-scale.js";
import { visibleMarks } from "./paint-frame.js";

/** What lies under a point of the chart: a task, or something else in words. */
export type ChartHit =
  | { readonly kind: "task"; readonly row: number }
  | { readonly kind: "words"; readonly lines: readonly string[] };

/** A task this near to the pointer counts as hit. */
const SLACK_PX = 3;
const MARK_PX = 8;

/** Finds by arithmetic alone, so it costs the same for ten bars and for a million. Pixels are the host's. */
export function chartHit(input: ChartInput, x: number, y: number): ChartHit | undefined {
  const { frame, window } = input;
  if (y >= frame.lanesTop && y < frame.lanesTop + frame.lanesHeight) return laneHit(input, x, y);
  if (x < frame.left || x > frame.left + frame.plotWidth) return undefined;
  const timeMs = window.fromMs + ((x - frame.left) * (window.toMs - window.fromMs)) / frame.plotWidth;
  if (y >= frame.activeTop && y < frame.activeTop + frame.activeHeight) return activeHit(input, timeMs);
  if (y >= frame.memoryTop && y < frame.memoryTop + frame.memoryHeight) return memoryHit(input, timeMs);
  if (y >= frame.storageTop && y < frame.storageTop + frame.storageHeight) return storageHit(input, timeMs);
  return markHit(input, x, y);
}

/** The time at a horizontal place of the host, within what is shown. */
export function timeAt({ frame, window }: ChartInput, x: number): number {
  const part = Math.min(1, Math.max(0, (x - frame.left) / frame.plotWidth));
  return window.fromMs + part * (window.toMs - window.fromMs);
}

function laneHit({ frame, scale, window, finder, model }: ChartInput, x: number, y: number): ChartHit | undefined {
  const lane = laneAt(scale, (y - frame.lanesTop) / scale.lanePx);
  if (lane === undefined) return undefined;
  if (x < frame.left) return executorHit(model.gantt.executors, lane);
  if (x > frame.left + frame.plotWidth) return undefined;
  const msPerPx = (window.toMs - window.fromMs) / frame.plotWidth;
  const row = finder.find(lane, window.fromMs + (x - frame.left) * msPerPx, SLACK_PX * msPerPx);
  return row === undefined ? undefined : { kind: "task", row };
}

function executorHit(executors: ChartInput["model"]["gantt"]["executors"], lane: number): ChartHit | undefined {
  const executor = executors.find(({ firstLane, cores }) => lane >= firstLane && lane < firstLane + cores);
  if (executor === undefined) return undefined;
  const { executorId, host, cores, addedMs, removedMs, removedReason } = executor;
  return {
    kind: "words",
    lines: [
      `executor ${executorId} on ${host}`,
      formatNoun(cores, "core"),
      addedMs > 0 ? `added at ${formatMillis(addedMs)}` : "there from the start",
      ...(removedMs === undefined ? [] : [`lost at ${formatMillis(removedMs)}: ${removedReason ?? "no reason given"}`]),
    ],
  };
}

function activeHit({ curves, model }: ChartInput, timeMs: number): ChartHit {
  const words = `${curves.active.at(timeMs)} of ${formatNoun(model.gantt.slots, "slot")} busy`;
  return { kind: "words", lines: [`at ${formatMillis(timeMs)}`, words] };
}

function memoryHit({ curves }: ChartInput, timeMs: number): ChartHit {
  let below = 0;
  const layers = curves.memory.map(({ name, upTo }) => {
    const value = upTo.at(timeMs);
    const line = `${name}: ${formatBytes(value - below)}`;
    below = value;
    return line;
  });
  const title = `${formatBytes(below)} at ${formatMillis(timeMs)}`;
  return { kind: "words", lines: [title, "peak execution memory of the running tasks, added up", ...layers] };
}

function storageHit({ curves }: ChartInput, timeMs: number): ChartHit {
  const title = `${formatBytes(curves.storage?.at(timeMs) ?? 0)} at ${formatMillis(timeMs)}`;
  return { kind: "words", lines: [title, "cached blocks in the memory of all executors"] };
}

function markHit(input: ChartInput, x: number, y: number): ChartHit | undefined {
  const mark = visibleMarks(input).find((each) => Math.hypot(each.x - x, each.y - 4 - y) <= MARK_PX);
  return mark === undefined ? undefined : { kind: "words", lines: [mark.description] };
}
