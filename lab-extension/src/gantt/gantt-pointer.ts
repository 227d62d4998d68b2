import type { RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { focusable } from "../dom/focusable.js";
import type { ChartInput } from "./gantt-chart.js";
import { hideHoverCard, showHoverCard } from "./hover-card.js";
import { laneAt } from "./lane-scale.js";
import { nextTask } from "./task-cursor.js";
import { taskFacts } from "./task-facts.js";
import type { TaskFinder } from "./task-finder.js";

/** What the pointer acts on; asked for at each event, because the run may have grown. */
export interface PointerTarget {
  readonly model: RunModel;
  readonly finder: TaskFinder;
  readonly input: ChartInput;
}

/** A task this near to the pointer counts as hit. */
const SLACK_PX = 3;

/**
 * Mouse and keyboard on the chart: the task under the pointer, or the one that the arrow keys lead to, shows its facts.
 * Works by arithmetic alone, so it is the same for Plotly's bars and for the canvas.
 */
export class GanttPointer {
  private readonly host: HTMLElement;
  private readonly target: () => PointerTarget | undefined;
  private readonly spoken = element("div", { class: "sp-visually-hidden", "aria-live": "polite" });
  private readonly cursor = element("div", { class: "sp-gantt-cursor", "aria-hidden": "true" });
  private readonly events = new AbortController();
  private row: number | undefined;

  constructor(host: HTMLElement, target: () => PointerTarget | undefined) {
    this.host = host;
    this.target = target;
    const gantt = target()?.model.gantt;
    focusable(host, `Executor timeline, ${gantt?.count ?? 0} tasks. Arrow keys go from task to task.`);
    host.setAttribute("role", "application");
    this.cursor.hidden = true;
    host.append(this.cursor, this.spoken);
    const { signal } = this.events;
    host.addEventListener("mousemove", (event) => this.onMove(event), { signal });
    host.addEventListener("mouseleave", () => this.leave(), { signal });
    host.addEventListener("blur", () => this.leave(), { signal });
    host.addEventListener("keydown", (event) => this.onKey(event), { signal });
  }

  dispose(): void {
    this.leave();
    this.events.abort();
  }

  private leave(): void {
    this.cursor.hidden = true;
    hideHoverCard();
  }

  private onMove(event: MouseEvent): void {
    const target = this.target();
    const box = this.host.getBoundingClientRect();
    const dragging = event.buttons !== 0;
    const row =
      target === undefined || dragging ? undefined : rowAt(target, event.clientX - box.left, event.clientY - box.top);
    if (target === undefined || row === undefined) hideHoverCard();
    else showHoverCard(taskFacts(target.model, row), event.clientX, event.clientY);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") this.leave();
    const target = this.target();
    if (target === undefined) return;
    const row = nextTask(target.model.gantt, target.finder, this.row, event.key);
    if (row === undefined) return;
    event.preventDefault();
    this.row = row;
    const box = this.host.getBoundingClientRect();
    const place = this.placeCursor(target, row);
    const facts = taskFacts(target.model, row);
    this.spoken.textContent = `${facts.title}, ${facts.status}, ${facts.place}, ${facts.time}`;
    showHoverCard(facts, box.left + place.x, box.top + place.y);
  }

  /** Frames the task's bar; returns where its hover card belongs, in the host's pixels. */
  private placeCursor(
    { model: { gantt }, input }: PointerTarget,
    row: number,
  ): { readonly x: number; readonly y: number } {
    const { frame, scale, window } = input;
    const pxPerMs = frame.plotWidth / (window.toMs - window.fromMs);
    const left = frame.margin.l + (gantt.startMs[row]! - window.fromMs) * pxPerMs;
    const width = Math.max(4, gantt.durationMs[row]! * pxPerMs);
    const top = frame.lanesTop + (scale.middle[gantt.lane[row]!]! - 0.5) * scale.lanePx;
    this.cursor.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${scale.lanePx}px`;
    this.cursor.hidden = left + width < frame.margin.l || left > frame.margin.l + frame.plotWidth;
    return { x: left + Math.min(width, 40), y: top + scale.lanePx };
  }
}

function rowAt({ finder, input }: PointerTarget, x: number, y: number): number | undefined {
  const { frame, scale, window } = input;
  const across = x - frame.margin.l;
  if (across < 0 || across > frame.plotWidth) return undefined;
  const lane = laneAt(scale, (y - frame.lanesTop) / scale.lanePx);
  if (lane === undefined) return undefined;
  const msPerPx = (window.toMs - window.fromMs) / frame.plotWidth;
  return finder.find(lane, window.fromMs + across * msPerPx, SLACK_PX * msPerPx);
}
