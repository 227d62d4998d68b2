import { element } from "../dom/element.js";
import { COLOR_MODES, type ColorMode } from "./task-shades.js";

/** What the controls above the timeline do. */
export interface ToolbarActions {
  readonly colorBy: (mode: ColorMode) => void;
  readonly zoomBy: (factor: number) => void;
  readonly showAll: () => void;
  /** Looks for the next task that the text names. @returns what to say about it. */
  readonly find: (text: string) => string;
}

const ZOOM_STEP = 2;

/** Colour, search and zoom, and the words about what is in view. */
export class GanttToolbar {
  private readonly shown = element("span", { class: "sp-gantt-shown", role: "status" });
  private readonly found = element("span", { class: "sp-gantt-found", role: "status" });
  private readonly all: HTMLButtonElement;
  readonly node: HTMLElement;

  constructor(actions: ToolbarActions) {
    this.all = button("Whole run", "Show the whole run", actions.showAll);
    const tools = element(
      "div",
      { class: "sp-gantt-tools" },
      colorChoice(actions.colorBy),
      this.search(actions.find),
      element(
        "span",
        { class: "sp-gantt-zoom", role: "group", "aria-label": "Zoom" },
        button("−", "Zoom out", () => actions.zoomBy(ZOOM_STEP)),
        button("+", "Zoom in", () => actions.zoomBy(1 / ZOOM_STEP)),
        this.all,
      ),
    );
    // A line of its own of one height: what it says must not push the chart down.
    const words = element("div", { class: "sp-gantt-words" }, this.shown, this.found);
    this.node = element("div", {}, tools, words);
    this.all.disabled = true;
  }

  /** @param words such as `1,204 of 100,000 task attempts in view`. */
  show(words: string, zoomed: boolean): void {
    if (this.shown.textContent !== words) this.shown.textContent = words;
    this.all.disabled = !zoomed;
  }

  private search(find: (text: string) => string): HTMLElement {
    const input = element("input", {
      type: "search",
      class: "sp-gantt-search",
      placeholder: "6:4, #123, failed …",
      maxlength: 200,
      "aria-label":
        "Find a task: stage:partition, # and task id, a status, a host or a part of the error. Enter goes to the next one.",
      "data-lm-suppress-shortcuts": "true",
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.found.textContent = find(input.value);
    });
    return element("label", {}, "Find task ", input);
  }
}

function colorChoice(colorBy: (mode: ColorMode) => void): HTMLElement {
  const select = element(
    "select",
    { "data-lm-suppress-shortcuts": "true", class: "sp-gantt-colors" },
    ...COLOR_MODES.map((mode) => element("option", { value: mode }, mode)),
  );
  select.addEventListener("change", () => {
    const mode = COLOR_MODES.find((each) => each === select.value);
    if (mode !== undefined) colorBy(mode);
  });
  return element("label", {}, "Colour by ", select);
}

function button(text: string, label: string, act: () => void): HTMLButtonElement {
  const node = element(
    "button",
    { type: "button", class: "sp-button", "aria-label": label, title: label, "data-lm-suppress-shortcuts": "true" },
    text,
  );
  node.addEventListener("click", act);
  return node;
}
