import { dagLayout, dagSvg, type JobModel, themeFromVars } from "@stageplay/view";
import { focusable } from "../dom/focusable.js";
import type { Figure } from "../dom/lazy-figure.js";
import { importSvg } from "../dom/safe-svg.js";

/** Room for a horizontal scroll bar below a graph that is wider than the card. */
const SCROLLBAR_PX = 12;
/** Room for the line that says how many stages are not drawn. */
const NOTE_PX = 18;

/** A graph a little wider than the card shrinks to fit, down to this; a wider one scrolls. */
const LEAST_SCALE = 0.75;

/** Ids within SVG are the page's: two cards may both hold a job 0. */
let figures = 0;

/** One job's stage graph: the view's SVG, coloured by CSS variables, so that a theme switch needs no new drawing. */
export class DagFigure implements Figure {
  private readonly idPrefix = `sp-dag-${figures++}`;
  private job: JobModel | undefined;
  private svgText = "";
  private shown = "";

  setJob(job: JobModel): void {
    this.job = job;
    this.svgText = "";
  }

  /** Pixels that the graph needs; known without drawing. */
  get height(): number {
    if (this.job === undefined) return 0;
    const { height, hiddenStages } = dagLayout(this.job);
    return height + (hiddenStages > 0 ? NOTE_PX : 0) + SCROLLBAR_PX;
  }

  draw(host: HTMLElement): void {
    if (this.job === undefined) return;
    if (this.svgText === "") this.svgText = dagSvg(this.job, { theme: themeFromVars(), idPrefix: this.idPrefix });
    if (this.shown === this.svgText) return; // An update that did not change the graph keeps focus and scroll position.
    const svg = importSvg(this.svgText);
    for (const box of svg.querySelectorAll("[data-stage]")) focusable(box);
    svg.style.minWidth = `${LEAST_SCALE * Number(svg.getAttribute("width"))}px`;
    host.replaceChildren(svg);
    this.shown = this.svgText;
  }

  purge(host: HTMLElement): void {
    host.replaceChildren();
    this.shown = "";
  }
}
