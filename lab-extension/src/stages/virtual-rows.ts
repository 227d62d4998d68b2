import { element } from "../dom/element.js";
import { onPrint } from "../dom/on-print.js";

/** As the style sheet says. */
const ROW_PX = 24;
/** Rows drawn above and below what is seen. */
const MARGIN_ROWS = 8;
/** A table that gets longer makes room for itself up to this height before it scrolls. */
const LEAST_PX = 300;
/** Browsers cut elements that are higher; beyond, a pixel of the scroll bar stands for more than one. */
const MOST_PX = 8_000_000;

/** Rows on paper, which does not scroll. */
export const MOST_PRINTED = 300;

/**
 * The body of a table of any length: only the rows near the window are in the page, one high row above and one below stand for the others.
 */
export class VirtualRows {
  readonly body: HTMLTableSectionElement = element("tbody");
  private readonly scroller: HTMLElement;
  private readonly rowAt: (index: number) => HTMLTableRowElement;
  private count = 0;
  private first = -1;
  private last = -1;
  private readonly stopPrint: () => void;

  constructor(scroller: HTMLElement, rowAt: (index: number) => HTMLTableRowElement) {
    this.scroller = scroller;
    this.rowAt = rowAt;
    scroller.addEventListener("scroll", () => this.draw(), { passive: true });
    this.stopPrint = onPrint(
      () => this.place(0, Math.min(MOST_PRINTED, this.count)),
      () => this.draw(),
    );
  }

  dispose(): void {
    this.stopPrint();
  }

  /** Shows so many rows anew. */
  reset(count: number): void {
    this.count = count;
    this.first = -1;
    this.draw();
  }

  /** Scrolls until a row is in the middle. */
  reveal(index: number): void {
    this.scroller.scrollTop = index * this.rowPx - this.scroller.clientHeight / 2;
    this.draw();
  }

  private get rowPx(): number {
    return Math.min(ROW_PX, MOST_PX / Math.max(1, this.count));
  }

  private draw(): void {
    const seen = Math.ceil(Math.max(LEAST_PX, this.scroller.clientHeight) / ROW_PX);
    const top = Math.min(Math.floor(this.scroller.scrollTop / this.rowPx), Math.max(0, this.count - seen));
    const first = Math.max(0, top - MARGIN_ROWS);
    const last = Math.min(this.count, top + seen + MARGIN_ROWS);
    if (first !== this.first || last !== this.last) this.place(first, last);
  }

  private place(first: number, last: number): void {
    this.first = first;
    this.last = last;
    const rows: HTMLElement[] = [];
    for (let index = first; index < last; index++) rows.push(this.rowAt(index));
    const below = this.count * this.rowPx - first * this.rowPx - (last - first) * ROW_PX;
    this.body.replaceChildren(spacer(first * this.rowPx), ...rows, spacer(Math.max(0, below)));
  }
}

function spacer(heightPx: number): HTMLElement {
  const row = element("tr", { "aria-hidden": "true", class: "sp-spacer" });
  row.style.height = `${heightPx}px`;
  row.hidden = heightPx === 0;
  return row;
}
