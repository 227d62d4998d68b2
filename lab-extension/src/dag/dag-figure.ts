import {
  type DagLayoutOptions,
  dagLayout,
  dagSvg,
  foldStages,
  type JobModel,
  type StageModel,
  stagesOf,
  themeFromVars,
} from "@stageplay/view";
import { focusable } from "../dom/focusable.js";
import type { Figure } from "../dom/lazy-figure.js";
import { importSvg } from "../dom/safe-svg.js";

/** Room for the line that says how many stages are not drawn. */
const NOTE_PX = 18;

/** A graph a little wider than the card shrinks to fit, down to this; a wider one scrolls. */
const LEAST_SCALE = 0.75;
const MOST_STAGES = 60;

/** Ids within SVG are the page's: two cards may both hold a job 0. */
let figures = 0;

/** A stage graph: the view's SVG, coloured by CSS variables, so that a theme switch needs no new drawing. */
export class DagFigure implements Figure {
  private readonly idPrefix = `sp-dag-${figures++}`;
  private readonly noteOf: DagLayoutOptions["noteOf"];
  private readonly onDrawn: () => void;
  private readonly toggled: Map<number, boolean> = new Map();
  private readonly opened: Set<string> = new Set();
  private whole: JobModel | undefined;
  /** With its folds. */
  private job: JobModel | undefined;
  private maxStages = MOST_STAGES;
  private selected: number | undefined;
  private svgText = "";
  private shown = "";

  /**
   * @param onDrawn called when there are other boxes than before
   * @param noteOf what stands after a stage's number, where the job alone does not say it
   */
  constructor(onDrawn: () => void, noteOf?: DagLayoutOptions["noteOf"]) {
    this.onDrawn = onDrawn;
    this.noteOf = noteOf;
  }

  setJob(job: JobModel): void {
    this.whole = job;
    this.foldAgain();
  }

  /** Shows the stages in a fold, or smaller folds when they are many. */
  openFold(key: string): void {
    this.opened.add(key);
    this.foldAgain();
  }

  /** Opens folds until a stage has a box of its own. */
  uncover(stageId: number): void {
    const fold = this.job?.stages.find((stage) => stagesOf(stage).some((each) => each.stageId === stageId))?.fold;
    if (fold === undefined) return;
    this.openFold(fold.key);
    this.uncover(stageId);
  }

  closeFolds(): void {
    this.opened.clear();
    this.foldAgain();
  }

  get hasOpenFolds(): boolean {
    return this.opened.size > 0;
  }

  /** Stages with a box of their own, of how many. */
  get drawn(): { readonly own: number; readonly all: number } {
    const own = this.job?.stages.filter(({ fold }) => fold === undefined).length ?? 0;
    return { own: own - this.hiddenStages, all: this.whole?.stages.length ?? 0 };
  }

  /** How large the graph is, and how narrow it may get, in pixels; known without drawing. */
  size(): { readonly width: number; readonly height: number; readonly leastWidth: number } {
    if (this.job === undefined) return { width: 0, height: 0, leastWidth: 0 };
    const { width, height, hiddenStages } = dagLayout(this.job, this.options());
    return { width, height: height + (hiddenStages > 0 ? NOTE_PX : 0), leastWidth: LEAST_SCALE * width };
  }

  /** Stages that are left out because there are too many. */
  get hiddenStages(): number {
    return Math.max(0, (this.job?.stages.length ?? 0) - this.maxStages);
  }

  showMoreStages(): void {
    this.maxStages += MOST_STAGES;
    this.svgText = "";
  }

  isOpen(stage: StageModel): boolean {
    return this.toggled.get(stage.stageId) ?? stage.status !== "skipped";
  }

  /** Shows or hides a stage's operators. */
  toggle(stage: StageModel): void {
    this.toggled.set(stage.stageId, !this.isOpen(stage));
    this.svgText = "";
  }

  select(host: HTMLElement, stageId: number | undefined): void {
    this.selected = stageId;
    this.markSelected(host);
  }

  draw(host: HTMLElement): void {
    const { job } = this;
    if (job === undefined) return;
    if (this.svgText === "") {
      this.svgText = dagSvg(job, {
        ...this.options(),
        theme: themeFromVars(),
        idPrefix: this.idPrefix,
        carets: true,
      });
    }
    if (this.shown === this.svgText) return; // An update that did not change the graph keeps focus and scroll position.
    const focused = host.contains(document.activeElement) ? stageOf(document.activeElement) : undefined;
    const svg = importSvg(this.svgText);
    for (const box of svg.querySelectorAll("[data-stage]")) {
      focusable(box);
      box.setAttribute("role", "button");
      // Its <title> names it: what is written in the box need not be repeated word by word, as a label of its own would have to.
      box.removeAttribute("aria-label");
    }
    const isNew = this.shown === "";
    host.replaceChildren(svg);
    this.shown = this.svgText;
    // What is skipped stands before what ran: where there is not room for both, that is seen.
    if (isNew && job.stages[0]?.status === "skipped") host.scrollLeft = host.scrollWidth;
    this.markSelected(host);
    this.onDrawn();
    if (focused !== undefined) boxOf(host, focused)?.focus({ preventScroll: true });
  }

  purge(host: HTMLElement): void {
    host.replaceChildren();
    this.shown = "";
  }

  private foldAgain(): void {
    this.job = this.whole === undefined ? undefined : foldStages(this.whole, this.opened);
    this.svgText = "";
  }

  private options(): DagLayoutOptions {
    return {
      maxStages: this.maxStages,
      isOpen: (stage) => this.isOpen(stage),
      ...(this.noteOf === undefined ? {} : { noteOf: this.noteOf }),
    };
  }

  private markSelected(host: HTMLElement): void {
    for (const box of host.querySelectorAll("[data-stage]")) {
      box.setAttribute("aria-pressed", String(stageOf(box) === this.selected));
    }
  }
}

/** The stage of the box that an element is in. */
export function stageOf(target: Element | null): number | undefined {
  const id = target?.closest("[data-stage]")?.getAttribute("data-stage");
  return id === null || id === undefined ? undefined : Number(id);
}

/** The fold whose box an element is in. */
export function foldOf(target: Element): string | undefined {
  return target.closest("[data-fold]")?.getAttribute("data-fold") ?? undefined;
}

/** The box of a stage, when it is drawn. */
export function boxOf(host: HTMLElement, stageId: number): SVGElement | null {
  return host.querySelector<SVGElement>(`[data-stage="${stageId}"]`);
}
