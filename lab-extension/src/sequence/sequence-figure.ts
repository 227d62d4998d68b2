import {
  type SequenceModel,
  type SequenceRow,
  type SequenceSvgOptions,
  sequenceHeadSvg,
  sequenceLayout,
  sequenceSvg,
  themeFromVars,
} from "@stageplay/view";
import { focusable } from "../dom/focusable.js";
import type { Figure } from "../dom/lazy-figure.js";
import { importSvg } from "../dom/safe-svg.js";

/** The head above the rows, and a horizontal scroll bar below them. */
const HEAD_AND_SCROLLBAR_PX = 48 + 14;
const MOST_PX = 560;

/** Room for a vertical scroll bar, so that it does not bring a horizontal one about. */
const SCROLLBAR_PX = 14;

/** Ids within SVG are the page's. */
let figures = 0;

/** The view's SVG of messages, with rows that can have the focus; the names of the lanes stay in view while the rows scroll. */
export class SequenceFigure implements Figure {
  private readonly idPrefix = `sp-sequence-${figures++}`;
  private readonly colorOf: (stage: string) => number;
  private model: SequenceModel | undefined;
  private rows: readonly SequenceRow[] = [];
  private selected: string | undefined;
  private shown = "";

  constructor(colorOf: (stage: string) => number) {
    this.colorOf = colorOf;
  }

  setRows(model: SequenceModel, rows: readonly SequenceRow[]): void {
    this.model = model;
    this.rows = rows;
  }

  /** Pixels that the picture needs; beyond the most it scrolls. */
  heightIn(width: number): number {
    if (this.model === undefined) return 0;
    return Math.min(MOST_PX, sequenceLayout(this.model, this.rows, width).height + HEAD_AND_SCROLLBAR_PX);
  }

  draw(host: HTMLElement): void {
    if (this.model === undefined) return;
    const options: SequenceSvgOptions = {
      theme: themeFromVars(),
      width: Math.max(300, host.clientWidth - SCROLLBAR_PX),
      idPrefix: this.idPrefix,
      colorOf: this.colorOf,
    };
    const head = sequenceHeadSvg(this.model, this.rows, options);
    const body = sequenceSvg(this.model, this.rows, options);
    if (this.shown === head + body) return; // An update that changed nothing keeps focus and scroll position.
    this.shown = head + body;
    const hadFocus = host.contains(document.activeElement);
    const svg = importSvg(body);
    const states = new Map(this.rows.map((row) => [row.id, "isOpen" in row ? row.isOpen : undefined]));
    for (const row of svg.querySelectorAll("[data-row]")) {
      focusable(row).setAttribute("role", "button");
      const isOpen = states.get(row.getAttribute("data-row") ?? "");
      if (isOpen !== undefined) row.setAttribute("aria-expanded", String(isOpen));
    }
    host.replaceChildren(importSvg(head), svg);
    this.mark(host);
    if (hadFocus) rowOf(host, this.selected)?.focus({ preventScroll: true });
  }

  purge(host: HTMLElement): void {
    host.replaceChildren();
    this.shown = "";
  }

  /** Marks a row; it is the one that the Tab key reaches. */
  select(host: HTMLElement, id: string | undefined): void {
    this.selected = id;
    this.mark(host);
  }

  private mark(host: HTMLElement): void {
    const rows = [...host.querySelectorAll("[data-row]")];
    const current = rows.find((row) => row.getAttribute("data-row") === this.selected);
    for (const row of rows) {
      row.setAttribute("tabindex", row === (current ?? rows[0]) ? "0" : "-1");
      if (row === current) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
    }
  }
}

/** The drawn row of an id. */
export function rowOf(host: HTMLElement, id: string | undefined): SVGElement | undefined {
  const rows = [...host.querySelectorAll<SVGElement>("[data-row]")];
  return rows.find((row) => row.getAttribute("data-row") === id);
}
