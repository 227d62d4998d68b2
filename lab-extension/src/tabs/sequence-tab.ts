import { formatCount, formatNoun } from "@stageplay/core";
import {
  csv,
  messageTable,
  type RunModel,
  type SequenceModel,
  type SequenceRow,
  SequenceRows,
  sequencePictureSvg,
} from "@stageplay/view";
import { AsTable } from "../dom/as-table.js";
import { element } from "../dom/element.js";
import { LazyFigure } from "../dom/lazy-figure.js";
import { sequenceDetails } from "../sequence/sequence-details.js";
import { rowOf, SequenceFigure } from "../sequence/sequence-figure.js";
import { SequenceFilters } from "../sequence/sequence-filters.js";
import { SequencePages } from "../sequence/sequence-pages.js";
import { SequenceReading } from "../sequence/sequence-reading.js";
import type { RunTab, RunTabFactory, TabFile, TabHost, TabTarget } from "./run-tab.js";

/** Rows that Page Up and Page Down pass over. */
const PAGE_STEP = 12;

/** Rows of the table; a page of more is slow. */
const MOST_TABLE_ROWS = 500;

/** Width of the picture in a file. */
const FILE_WIDTH = 900;

/** Height of the picture until the messages are read. */
const UNREAD_PX = 320;

/**
 * Who said what to whom: the parts of the driver, the cluster manager and the executors as lanes, the run's own messages as arrows from top
 * to bottom, those that repeat as one arrow with a number, which opens. What a message is for stands below for the one that is selected.
 */
class SequenceTab implements RunTab {
  private readonly host: TabHost;
  private readonly filters = new SequenceFilters(() => this.read());
  private readonly found = element("span", { class: "sp-muted", role: "status" });
  private readonly picture = element("div", { class: "sp-seq-picture", role: "group", "aria-label": "Messages" });
  private readonly details = element("div", { class: "sp-seq-details", role: "status" });
  private readonly notes = element("p", { class: "sp-notes" });
  private readonly rows = new SequenceRows();
  private readonly pages = new SequencePages(() => this.redraw());
  private readonly figure = new SequenceFigure((stage) => this.colorOf(stage));
  private readonly lazy = new LazyFigure(this.picture, this.figure);
  private readonly table = new AsTable("Messages of this run", () =>
    this.sequence === undefined ? undefined : messageTable(this.sequence, MOST_TABLE_ROWS),
  );
  private readonly reading = new SequenceReading({
    onModel: (sequence) => {
      this.node.removeAttribute("aria-busy");
      this.show(sequence);
    },
    onProgress: (count) => {
      this.node.setAttribute("aria-busy", "true");
      this.found.textContent = `reading messages: ${formatCount(count)} so far`;
    },
  });
  /** The messages as they are filtered; in the picture, as they are folded. */
  readonly files: readonly TabFile[] = [
    { what: "messages", format: "svg", content: () => this.sequence && this.svgOf(this.sequence) },
    { what: "messages", format: "csv", content: () => this.sequence && csv(messageTable(this.sequence)) },
  ];
  readonly node: HTMLElement;
  private model: RunModel | undefined;
  private sequence: SequenceModel | undefined;
  private selected: string | undefined;

  constructor(host: TabHost) {
    this.host = host;
    const steps = element(
      "span",
      { class: "sp-modes", role: "group", "aria-label": "Step through the messages" },
      this.stepButton("‹ Previous", -1),
      this.stepButton("Next ›", 1),
    );
    this.node = element(
      "div",
      { class: "sp-sequence-tab" },
      element("div", { class: "sp-seq-tools" }, this.filters.node, steps, this.found),
      this.picture,
      this.pages.node,
      this.details,
      this.notes,
      this.table.node,
    );
    this.reserveHeight();
    this.showDetails();
    this.picture.addEventListener("click", (event) => this.onClick(event.target as Element));
    this.picture.addEventListener("keydown", (event) => this.onKey(event));
    this.picture.addEventListener("focusin", (event) => {
      const id = (event.target as Element).closest("[data-row]")?.getAttribute("data-row");
      if (id !== null && id !== undefined && id !== this.selected) this.select(id);
    });
  }

  update(model: RunModel): void {
    this.model = model;
    this.filters.update(model);
    this.read();
  }

  observe(): void {
    this.reserveHeight();
    this.lazy.observe();
  }

  refresh(): void {
    this.lazy.refresh();
  }

  reveal({ stage, jobId }: TabTarget): void {
    if (stage !== undefined) {
      this.filters.chooseStage(stage);
      this.read();
    } else if (jobId !== undefined) {
      const id = `job ${jobId}`;
      this.rows.open(id);
      this.select(id);
      this.redraw();
      rowOf(this.picture, id)?.scrollIntoView({ block: "nearest" });
    }
  }

  dispose(): void {
    this.reading.stop();
    this.lazy.dispose();
  }

  private read(): void {
    if (this.model !== undefined) this.reading.read(this.model, this.filters.filter());
  }

  private show(sequence: SequenceModel): void {
    this.sequence = sequence;
    this.rows.setModel(sequence);
    const arrows = sequence.groups.reduce(
      (sum, { items }) => sum + items.filter(({ kind }) => kind === "message").length,
      0,
    );
    this.found.textContent = `${formatNoun(sequence.messages, "message")} as ${formatNoun(arrows, "arrow")}`;
    this.notes.textContent = this.leftOut(sequence);
    this.redraw();
    this.table.update();
  }

  private leftOut({ notKept }: SequenceModel): string {
    const { drawn, total } = this.model!.tasksDrawn;
    const tasks = `The notebook keeps ${formatCount(drawn)} of ${formatCount(total)} tasks; messages are of these.`;
    const others = `${formatNoun(notKept, "more message")} like those shown were sent and are not kept.`;
    return [...(drawn < total ? [tasks] : []), ...(notKept > 0 ? [others] : [])].join(" ");
  }

  private redraw(): void {
    if (this.sequence === undefined) return;
    this.figure.setRows(this.sequence, this.pages.of(this.rows.all()));
    this.reserveHeight();
    this.lazy.refresh();
    this.showDetails();
  }

  /** The height is known before anything is drawn, so that scrolling never jumps. */
  private reserveHeight(): void {
    const height = this.sequence === undefined ? UNREAD_PX : this.figure.heightIn(this.picture.clientWidth);
    this.picture.style.setProperty("--sp-seq-height", `${height}px`);
  }

  private showDetails(): void {
    this.details.replaceChildren(...sequenceDetails(this.row(), this.host));
  }

  private select(id: string): void {
    this.selected = id;
    this.figure.select(this.picture, id);
    this.showDetails();
  }

  private row(): SequenceRow | undefined {
    return this.rows.all().find(({ id }) => id === this.selected);
  }

  private toggle(id: string): void {
    this.rows.toggle(id);
    this.redraw();
  }

  private onClick(target: Element): void {
    const id = target.closest("[data-row]")?.getAttribute("data-row");
    if (id === null || id === undefined) return;
    this.select(id);
    rowOf(this.picture, id)?.focus({ preventScroll: true });
    this.toggle(id);
  }

  private onKey(event: KeyboardEvent): void {
    const row = this.row();
    const isOpen = row !== undefined && "isOpen" in row ? row.isOpen : undefined;
    const toggles =
      event.key === "Enter" ||
      event.key === " " ||
      (event.key === "ArrowRight" && isOpen === false) ||
      (event.key === "ArrowLeft" && isOpen === true);
    const step = stepOf(event.key, this.rows.all().length);
    if (event.altKey || event.ctrlKey || event.metaKey || (!toggles && step === undefined)) return;
    event.preventDefault();
    if (toggles && row !== undefined) this.toggle(row.id);
    else if (step !== undefined) this.step(step, true);
  }

  /** Goes to the row so many further on, turning the page where it must. */
  private step(by: number, focus: boolean): void {
    const rows = this.rows.all().filter(({ kind }) => kind !== "rest");
    const at = rows.findIndex(({ id }) => id === this.selected);
    const next = rows[Math.min(Math.max(0, at + by), rows.length - 1)];
    if (next === undefined) return;
    if (this.pages.show(this.rows.all().indexOf(next))) this.redraw();
    this.select(next.id);
    const drawn = rowOf(this.picture, next.id);
    if (focus) drawn?.focus({ preventScroll: true });
    drawn?.scrollIntoView({ block: "nearest" });
  }

  private stepButton(text: string, by: number): HTMLButtonElement {
    const button = element(
      "button",
      { type: "button", class: "sp-button", "data-lm-suppress-shortcuts": "true" },
      text,
    );
    button.addEventListener("click", () => this.step(by, false));
    return button;
  }

  private svgOf(sequence: SequenceModel): string {
    return sequencePictureSvg(sequence, this.rows.all(), {
      width: FILE_WIDTH,
      colorOf: (stage) => this.colorOf(stage),
    });
  }

  private colorOf(stage: string): number {
    const found = this.model?.stages.find(({ facts }) => `${facts.stageId}.${facts.attempt}` === stage);
    return found?.colorIndex ?? 0;
  }
}

/** How far a key moves the selection; undefined for other keys. */
function stepOf(key: string, count: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return 1;
    case "ArrowUp":
      return -1;
    case "PageDown":
      return PAGE_STEP;
    case "PageUp":
      return -PAGE_STEP;
    case "Home":
      return -count;
    case "End":
      return count;
    default:
      return undefined;
  }
}

export const sequenceTab: RunTabFactory = {
  id: "sequence",
  title: "Sequence",
  offered: ({ run }) => run.messages !== undefined,
  create: (host) => new SequenceTab(host),
};
