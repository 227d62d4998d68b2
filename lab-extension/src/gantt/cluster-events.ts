import { formatMillis } from "@stageplay/core";
import type { GanttModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { executorEvents } from "./executor-events.js";

/** Said one by one before it says how many more there are. */
const MOST_EVENTS = 100;

/** What happened to the cluster, as a list: each entry leads to its time. Nothing happened: undefined. */
export function clusterEvents(gantt: GanttModel, goTo: (timeMs: number) => void): HTMLElement | undefined {
  const events = [
    ...executorEvents(gantt.executors).map(({ timeMs, text, executorId }) => ({
      timeMs,
      text: text.replace("executor", `executor ${executorId}`),
    })),
    ...gantt.marks.map(({ timeMs, text }) => ({ timeMs, text: `⚡ ${text}` })),
  ].sort((a, b) => a.timeMs - b.timeMs);
  if (events.length === 0) return undefined;
  const items = events.slice(0, MOST_EVENTS).map(({ timeMs, text }) => {
    const link = element(
      "button",
      { type: "button", class: "sp-link", "data-lm-suppress-shortcuts": "true" },
      formatMillis(timeMs),
    );
    link.addEventListener("click", () => goTo(timeMs));
    return element("li", {}, link, ` ${text}`);
  });
  const more = events.length - items.length;
  if (more > 0) items.push(element("li", {}, `and ${more} more`));
  const title = events.length === 1 ? "1 event of the cluster" : `${events.length} events of the cluster`;
  const summary = element("summary", { "data-lm-suppress-shortcuts": "true" }, title);
  return element("details", { class: "sp-events" }, summary, element("ul", {}, ...items));
}
