import { formatCount } from "@stageplay/core";
import { element } from "../dom/element.js";

/** Rows that are drawn at once. */
const PAGE_ROWS = 80;

/** Which of many rows are drawn: one page of them, with buttons to the pages around it. */
export class SequencePages {
  readonly node: HTMLElement;
  private readonly earlier: HTMLButtonElement;
  private readonly later: HTMLButtonElement;
  private readonly where = element("span", { class: "sp-muted" });
  private page = 0;
  private count = 0;

  constructor(onChange: () => void) {
    const step = (text: string, by: number): HTMLButtonElement => {
      const attributes = { type: "button", class: "sp-button", "data-lm-suppress-shortcuts": "true" };
      const button = element("button", attributes, text);
      button.addEventListener("click", () => {
        this.page += by;
        onChange();
      });
      return button;
    };
    this.earlier = step("Earlier rows", -1);
    this.later = step("Later rows", 1);
    this.node = element("div", { class: "sp-seq-pages" }, this.earlier, this.where, this.later);
    this.node.hidden = true;
  }

  /** The rows to draw of so many. */
  of<T>(rows: readonly T[]): readonly T[] {
    this.count = rows.length;
    const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
    this.page = Math.min(Math.max(0, this.page), pages - 1);
    const first = this.page * PAGE_ROWS;
    const shown = rows.slice(first, first + PAGE_ROWS);
    this.node.hidden = pages === 1;
    this.earlier.disabled = this.page === 0;
    this.later.disabled = this.page === pages - 1;
    this.where.textContent = `rows ${formatCount(first + 1)}–${formatCount(first + shown.length)} of ${formatCount(this.count)}`;
    return shown;
  }

  /** Turns to the page of a row; true when that is another one. */
  show(index: number): boolean {
    const page = Math.floor(index / PAGE_ROWS);
    if (index < 0 || page === this.page) return false;
    this.page = page;
    return true;
  }
}
