import { element } from "../dom/element.js";
import { focusable } from "../dom/focusable.js";
import { plainText } from "../dom/plain-text.js";
import { chartHit, timeAt } from "./chart-hit.js";
import { type ChartInput, isZoomed } from "./chart-input.js";
import { hideHoverCard, showHoverCard, showHoverLines } from "./hover-card.js";
import { nextTask } from "./task-cursor.js";
import { taskFacts } from "./task-facts.js";
import { panned, type TimeWindow, zoomed } from "./time-window.js";

/** What mouse and keys act on. */
export interface PointerTarget {
  /** The chart as it is drawn now; undefined while it is not. */
  input(): ChartInput | undefined;
  /** Shows a stretch of the run; undefined is the whole of it. */
  show(window: TimeWindow | undefined): void;
  /** Opens a task in the table of tasks. */
  open(row: number): void;
}

type Drag = {
  readonly kind: "select" | "pan" | "minimap";
  readonly startX: number;
  readonly startY: number;
  lastX: number;
};

/** A pointer that moved less than this was a click. */
const CLICK_PX = 4;
/** A click waits so long for a second one: a double click shows the whole run and opens nothing. */
const DOUBLE_CLICK_MS = 250;
const ZOOM_STEP = 1.5;
/** Pixels of a wheel that double or halve what is shown. */
const WHEEL_PX = 240;
const PAN_PART = 0.2;

/**
 * Mouse and keyboard on the chart. Drag zooms into a stretch, Shift and drag (or a sideways wheel) pans, Ctrl and wheel zooms around the pointer,
 * a double click shows all; keys do the same and go from task to task. A plain wheel is left to the notebook.
 */
export class GanttPointer {
  private readonly host: HTMLElement;
  private readonly target: PointerTarget;
  private readonly spoken = element("div", { class: "sp-visually-hidden", "aria-live": "polite" });
  private readonly cursor = element("div", { class: "sp-gantt-cursor", "aria-hidden": "true" });
  private readonly band = element("div", { class: "sp-gantt-band", "aria-hidden": "true" });
  private readonly events = new AbortController();
  private row: number | undefined;
  private drag: Drag | undefined;
  private opening: ReturnType<typeof setTimeout> | undefined;

  constructor(host: HTMLElement, target: PointerTarget) {
    this.host = host;
    this.target = target;
    focusable(host);
    host.setAttribute("role", "application");
    host.setAttribute("aria-roledescription", "timeline");
    this.cursor.hidden = true;
    this.band.hidden = true;
    host.append(this.cursor, this.band, this.spoken);
    const { signal } = this.events;
    host.addEventListener("pointermove", (event) => this.onMove(event), { signal });
    host.addEventListener("pointerdown", (event) => this.onDown(event), { signal });
    host.addEventListener("pointerup", (event) => this.onUp(event), { signal });
    host.addEventListener("pointercancel", () => this.endDrag(), { signal });
    host.addEventListener("pointerleave", () => hideHoverCard(), { signal });
    host.addEventListener("dblclick", () => this.target.show(undefined), { signal });
    host.addEventListener("wheel", (event) => this.onWheel(event), { signal, passive: false });
    host.addEventListener("blur", () => this.leave(), { signal });
    host.addEventListener("keydown", (event) => this.onKey(event), { signal });
  }

  dispose(): void {
    clearTimeout(this.opening);
    this.leave();
    this.events.abort();
    for (const node of [this.cursor, this.band, this.spoken]) node.remove();
  }

  /** Frames a task, speaks about it and shows its facts. It has to be in the window. */
  select(row: number): void {
    this.row = row;
    const input = this.target.input();
    if (input === undefined || row >= input.model.gantt.count) return;
    const place = this.placeCursor(input, row);
    const facts = taskFacts(input.model, row);
    this.spoken.textContent = plainText(`${facts.title}, ${facts.status}, ${facts.place}, ${facts.time}`);
    const box = this.host.getBoundingClientRect();
    showHoverCard(facts, box.left + place.x, box.top + place.y);
  }

  /** The picture was drawn again: the frame around the selected task goes with its bar. */
  follow(input: ChartInput): void {
    const { count, makespanMs } = input.model.gantt;
    const words = `Executor timeline, ${count} task attempts in ${Math.round(makespanMs)} ms. Arrow keys go from task to task, Enter opens one, plus and minus zoom, Shift and arrows pan, 0 shows all.`;
    this.host.setAttribute("aria-label", words);
    if (this.row === undefined || this.cursor.hidden || this.row >= count) return;
    this.placeCursor(input, this.row);
  }

  private leave(): void {
    this.cursor.hidden = true;
    hideHoverCard();
  }

  private onMove(event: PointerEvent): void {
    const input = this.target.input();
    if (input === undefined) return;
    const { x, y } = this.inHost(event);
    if (this.drag !== undefined) {
      this.onDrag(input, this.drag, x);
      return;
    }
    const hit = chartHit(input, x, y);
    this.host.style.cursor = hit?.kind === "task" ? "pointer" : "crosshair";
    if (hit === undefined) hideHoverCard();
    else if (hit.kind === "task") showHoverCard(taskFacts(input.model, hit.row), event.clientX, event.clientY);
    else showHoverLines(hit.lines, event.clientX, event.clientY);
  }

  private onDown(event: PointerEvent): void {
    clearTimeout(this.opening);
    const input = this.target.input();
    if (input === undefined || (event.button !== 0 && event.button !== 1)) return;
    const { x, y } = this.inHost(event);
    const { frame } = input;
    if (x < frame.left - CLICK_PX || x > frame.left + frame.plotWidth + CLICK_PX) return;
    const minimap = isZoomed(input) && y >= frame.minimapTop;
    const pans = event.shiftKey || event.button === 1;
    this.drag = { kind: minimap ? "minimap" : pans ? "pan" : "select", startX: x, startY: y, lastX: x };
    hideHoverCard();
    this.host.setPointerCapture(event.pointerId);
    if (minimap) this.onDrag(input, this.drag, x);
  }

  private onDrag(input: ChartInput, drag: Drag, x: number): void {
    const { frame, window, whole } = input;
    const msPerPx = (window.toMs - window.fromMs) / frame.plotWidth;
    if (drag.kind === "pan") this.target.show(panned(window, (drag.lastX - x) * msPerPx, whole));
    else if (drag.kind === "minimap") {
      const middle = whole.fromMs + ((x - frame.left) / frame.plotWidth) * (whole.toMs - whole.fromMs);
      this.target.show(panned(window, middle - (window.fromMs + window.toMs) / 2, whole));
    } else {
      const [left, right] = [Math.min(drag.startX, x), Math.max(drag.startX, x)];
      this.band.hidden = right - left < CLICK_PX;
      this.band.style.cssText = `left:${left}px;width:${right - left}px;top:${frame.lanesTop}px;height:${frame.lanesHeight}px`;
    }
    drag.lastX = x;
  }

  private onUp(event: PointerEvent): void {
    const { drag } = this;
    const input = this.target.input();
    this.endDrag();
    if (drag === undefined || input === undefined) return;
    const { x, y } = this.inHost(event);
    if (Math.abs(x - drag.startX) >= CLICK_PX) {
      if (drag.kind !== "select") return;
      const [fromMs, toMs] = [timeAt(input, Math.min(x, drag.startX)), timeAt(input, Math.max(x, drag.startX))];
      if (toMs > fromMs) this.target.show({ fromMs, toMs });
      return;
    }
    const hit = drag.kind === "select" && event.button === 0 ? chartHit(input, x, y) : undefined;
    if (hit?.kind !== "task") return;
    const { row } = hit;
    this.select(row);
    this.opening = setTimeout(() => {
      hideHoverCard();
      this.target.open(row);
    }, DOUBLE_CLICK_MS);
  }

  private endDrag(): void {
    this.drag = undefined;
    this.band.hidden = true;
  }

  private onWheel(event: WheelEvent): void {
    const input = this.target.input();
    if (input === undefined) return;
    const { window, whole, frame } = input;
    const zooms = event.ctrlKey || event.metaKey;
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    const pans = !zooms && isZoomed(input) && Math.abs(sideways) > (event.shiftKey ? 0 : Math.abs(event.deltaY));
    if (!zooms && !pans) return;
    event.preventDefault();
    hideHoverCard();
    if (zooms) {
      const at = timeAt(input, this.inHost(event).x);
      this.target.show(zoomed(window, 2 ** (event.deltaY / WHEEL_PX), at, whole));
    } else this.target.show(panned(window, (sideways * (window.toMs - window.fromMs)) / frame.plotWidth, whole));
  }

  private onKey(event: KeyboardEvent): void {
    const input = this.target.input();
    if (input === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (this.cursor.hidden) return;
      this.leave();
    } else if (event.key === "Enter" && this.row !== undefined) {
      hideHoverCard();
      this.target.open(this.row);
    } else if (!this.zoomByKey(event, input) && !this.stepByKey(event, input)) return;
    event.preventDefault();
  }

  private zoomByKey({ key, shiftKey }: KeyboardEvent, input: ChartInput): boolean {
    const { window, whole } = input;
    const span = window.toMs - window.fromMs;
    if (key === "+" || key === "=") this.target.show(zoomed(window, 1 / ZOOM_STEP, this.zoomCentre(input), whole));
    else if (key === "-") this.target.show(zoomed(window, ZOOM_STEP, this.zoomCentre(input), whole));
    else if (key === "0") this.target.show(undefined);
    else if (shiftKey && key === "ArrowLeft") this.target.show(panned(window, -PAN_PART * span, whole));
    else if (shiftKey && key === "ArrowRight") this.target.show(panned(window, PAN_PART * span, whole));
    else return false;
    return true;
  }

  /** Keys zoom around the selected task, if it can be seen. */
  private zoomCentre({ window, model: { gantt } }: ChartInput): number {
    const middle = (window.fromMs + window.toMs) / 2;
    if (this.row === undefined || this.cursor.hidden) return middle;
    const at = gantt.startMs[this.row]! + gantt.durationMs[this.row]! / 2;
    return at >= window.fromMs && at <= window.toMs ? at : middle;
  }

  private stepByKey({ key }: KeyboardEvent, { model, finder, window, whole }: ChartInput): boolean {
    const row = nextTask(model.gantt, finder, this.row, key);
    if (row === undefined) return false;
    const start = model.gantt.startMs[row]!;
    const end = start + model.gantt.durationMs[row]!;
    const span = window.toMs - window.fromMs;
    if (end < window.fromMs || start > window.toMs) {
      this.target.show(panned(window, (start + end) / 2 - window.fromMs - span / 2, whole));
    }
    this.select(row);
    return true;
  }

  /** Frames the task's bar; returns where its hover card belongs, in the host's pixels. */
  private placeCursor(input: ChartInput, row: number): { readonly x: number; readonly y: number } {
    const { frame, scale, window, model } = input;
    const { gantt } = model;
    const pxPerMs = frame.plotWidth / (window.toMs - window.fromMs);
    const start = frame.left + (gantt.startMs[row]! - window.fromMs) * pxPerMs;
    const right = Math.min(frame.left + frame.plotWidth + 2, start + Math.max(6, gantt.durationMs[row]! * pxPerMs));
    const left = Math.max(frame.left - 2, start);
    const height = Math.max(6, scale.lanePx);
    const top = frame.lanesTop + scale.middle[gantt.lane[row]!]! * scale.lanePx - height / 2;
    this.cursor.style.cssText = `left:${left}px;top:${top}px;width:${right - left}px;height:${height}px`;
    this.cursor.hidden = right < frame.left || left > frame.left + frame.plotWidth;
    return { x: left + Math.min(right - left, 40), y: top + height };
  }

  private inHost(event: MouseEvent): { readonly x: number; readonly y: number } {
    const box = this.host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
}
