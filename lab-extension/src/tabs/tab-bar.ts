import type { RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import type { RunTabFactory, TabId } from "./run-tab.js";

/** Ids within the page: two cards both have an overview. */
let bars = 0;

/**
 * The row of tabs (WAI-ARIA tabs pattern): one stop of the Tab key, arrows, Home and End go from tab to tab and select at once.
 */
export class TabBar {
  readonly node: HTMLElement = element("div", {
    class: "sp-tab-bar",
    role: "tablist",
    "aria-label": "Views of this run",
  });
  private readonly prefix = `sp-tabs-${bars++}`;
  private readonly factories: readonly RunTabFactory[];
  private readonly buttons: ReadonlyMap<TabId, HTMLButtonElement>;
  private readonly onSelect: (id: TabId) => void;

  constructor(factories: readonly RunTabFactory[], onSelect: (id: TabId) => void) {
    this.factories = factories;
    this.onSelect = onSelect;
    this.buttons = new Map(factories.map((factory) => [factory.id, this.button(factory)]));
    this.node.append(...this.buttons.values());
    this.node.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** Marks and offered tabs of this state of the run. */
  update(model: RunModel): void {
    for (const { id, title, offered, badge } of this.factories) {
      const button = this.buttons.get(id)!;
      button.hidden = offered !== undefined && !offered(model);
      const mark = badge?.(model);
      button.replaceChildren(title);
      if (mark === undefined) continue;
      button.append(element("span", { class: "sp-badge", "aria-hidden": "true" }, mark.text));
      button.append(element("span", { class: "sp-visually-hidden" }, `, ${mark.label}`));
    }
  }

  select(selected: TabId): void {
    for (const [id, button] of this.buttons) {
      button.setAttribute("aria-selected", String(id === selected));
      button.tabIndex = id === selected ? 0 : -1;
    }
  }

  /** Ties a tab's panel to its button. */
  label(id: TabId, panel: HTMLElement): void {
    panel.id = `${this.prefix}-panel-${id}`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", this.buttons.get(id)!.id);
    this.buttons.get(id)!.setAttribute("aria-controls", panel.id);
  }

  private button({ id, title }: RunTabFactory): HTMLButtonElement {
    const button = element(
      "button",
      {
        class: "sp-tab",
        id: `${this.prefix}-${id}`,
        type: "button",
        role: "tab",
        "data-tab": id,
        "data-lm-suppress-shortcuts": "true",
      },
      title,
    );
    button.addEventListener("click", () => this.onSelect(id));
    return button;
  }

  private onKey(event: KeyboardEvent): void {
    const shown = [...this.buttons.values()].filter((button) => !button.hidden);
    const at = shown.indexOf(event.target as HTMLButtonElement);
    const next = stepOf(event.key, at, shown.length);
    if (at === -1 || next === undefined) return;
    event.preventDefault();
    shown[next]!.focus();
    shown[next]!.click();
  }
}

function stepOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
