import { formatMillis } from "@stageplay/core";
import { element } from "../dom/element.js";
import type { TaskFacts, TaskPhase } from "./task-facts.js";

/** Longest failure text shown; the whole text stays in `spark.lastRun`. */
const REASON_CHARS = 400;
const OFFSET_PX = 14;
const EDGE_PX = 4;

/** The one floating box of the page: only one task can be pointed at. It lives in the body, so that no cell clips it. */
let box: HTMLElement | undefined;

/** Shows a task's facts beside a point of the window (client pixels), within its edges. */
export function showHoverCard(facts: TaskFacts, clientX: number, clientY: number): void {
  showHover(content(facts), clientX, clientY);
}

/** Shows lines of text in the same way, the first as their title. */
export function showHoverLines([title = "", ...lines]: readonly string[], clientX: number, clientY: number): void {
  const nodes = lines.map((text) => element("div", {}, text.slice(0, REASON_CHARS)));
  showHover([element("b", {}, title.slice(0, REASON_CHARS)), ...nodes], clientX, clientY);
}

function showHover(nodes: readonly HTMLElement[], clientX: number, clientY: number): void {
  box ??= element("div", { class: "sp-hover", role: "tooltip" });
  box.replaceChildren(...nodes);
  if (!box.isConnected) document.body.append(box);
  const { width, height } = box.getBoundingClientRect();
  const right = clientX + OFFSET_PX + width < window.innerWidth;
  const below = clientY + OFFSET_PX + height < window.innerHeight;
  const left = right ? clientX + OFFSET_PX : clientX - OFFSET_PX - width;
  const top = below ? clientY + OFFSET_PX : clientY - OFFSET_PX - height;
  box.style.left = `${Math.max(EDGE_PX, left)}px`;
  // In a low window it covers the pointer rather than leave it.
  box.style.top = `${Math.max(EDGE_PX, Math.min(top, window.innerHeight - EDGE_PX - height))}px`;
}

export function hideHoverCard(): void {
  box?.remove();
}

function content(facts: TaskFacts): readonly HTMLElement[] {
  const nodes: HTMLElement[] = [
    element("div", { class: "sp-hover-title" }, element("b", {}, facts.title), ` ${facts.status}`),
    element("div", { class: "sp-hover-muted" }, facts.place),
    element("div", {}, facts.time),
    element("table", {}, ...phaseRows(facts.phases)),
  ];
  if (facts.extras.length > 0) nodes.push(element("div", { class: "sp-hover-muted" }, facts.extras.join(" · ")));
  if (facts.reason !== undefined) nodes.push(element("pre", { class: "sp-bad" }, facts.reason.slice(0, REASON_CHARS)));
  return nodes;
}

function phaseRows(phases: readonly TaskPhase[]): readonly HTMLElement[] {
  const longest = Math.max(1e-9, ...phases.map((phase) => phase.ms));
  return phases.map(({ name, ms, amount }) => {
    const bar = element("span", { class: "sp-hover-bar" });
    bar.style.width = `${Math.round((60 * ms) / longest)}px`;
    return element(
      "tr",
      {},
      element("td", {}, name),
      element("td", { class: "sp-hover-ms" }, ms > 0 ? formatMillis(ms) : ""),
      element("td", {}, ...(ms > 0 ? [bar] : []), element("span", { class: "sp-hover-muted" }, amount)),
    );
  });
}
