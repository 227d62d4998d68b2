import { formatCount, formatNoun } from "@stageplay/core";
import type { DagLayoutOptions, JobModel, StageModel } from "@stageplay/view";
import { ArrowKeys } from "../dom/arrow-keys.js";
import { element } from "../dom/element.js";
import { LazyFigure } from "../dom/lazy-figure.js";
import type { TabHost } from "../tabs/run-tab.js";
import { boxOf, DagFigure, foldOf, stageOf } from "./dag-figure.js";
import { stageFacts } from "./stage-facts.js";

/** A stage graph that can be worked with: a stage is selected by click or Enter, and below stands what is known of it and where to go on. */
export class StageGraph {
  readonly node: HTMLElement;
  private readonly host: TabHost;
  private readonly picture = element("div", { class: "sp-job-graph" });
  private readonly facts = element("div", { class: "sp-stage-facts", role: "status" });
  private readonly more = button(() => this.figure.showMoreStages());
  private readonly fold = button(() => this.figure.closeFolds());
  private readonly drawn = element("span", { class: "sp-muted" });
  private readonly figure: DagFigure;
  private readonly lazy: LazyFigure;
  private job: JobModel | undefined;
  private selected: number | undefined;

  constructor(host: TabHost, noteOf?: DagLayoutOptions["noteOf"]) {
    this.host = host;
    const keys = new ArrowKeys(this.picture, "[data-stage]");
    this.figure = new DagFigure(() => keys.arrange(), noteOf);
    this.lazy = new LazyFigure(this.picture, this.figure);
    this.node = element(
      "div",
      { class: "sp-stage-graph" },
      this.picture,
      element("div", { class: "sp-drawn" }, this.drawn, this.fold, this.more),
      this.facts,
    );
    for (const node of [this.more, this.fold]) node.addEventListener("click", () => this.redraw());
    this.fold.textContent = "Fold again";
    this.picture.addEventListener("click", (event) => this.onClick(event.target as Element));
    this.picture.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.openOrChoose(event.target as Element);
    });
  }

  update(job: JobModel): void {
    this.job = job;
    this.figure.setJob(job);
    this.redraw();
  }

  /** Selects a stage and brings it into view; false when the graph has none of that id. */
  reveal(stageId: number): boolean {
    if (this.job?.stages.some((stage) => stage.stageId === stageId) !== true) return false;
    this.figure.uncover(stageId);
    this.redraw();
    this.choose(stageId);
    this.picture.scrollIntoView({ block: "nearest" });
    boxOf(this.picture, stageId)?.scrollIntoView({ block: "nearest", inline: "center" });
    return true;
  }

  /** The picture's height is known before it is drawn, so that scrolling never jumps; the style sheet fits it to the card's width. */
  private reserveHeight(): void {
    const { width, height, leastWidth } = this.figure.size();
    this.node.style.setProperty("--sp-least-width", `${leastWidth}px`);
    this.node.style.setProperty("--sp-whole-width", `${width}px`);
    this.node.style.setProperty("--sp-height-per-width", String(width === 0 ? 0 : height / width));
  }

  observe(): void {
    this.lazy.observe();
  }

  dispose(): void {
    this.lazy.dispose();
  }

  private onClick(target: Element): void {
    const stage = this.stage(stageOf(target));
    if (stage !== undefined && foldOf(target) === undefined && target.closest(".sp-caret") !== null) {
      this.figure.toggle(stage);
      this.redraw();
    } else this.openOrChoose(target);
  }

  private openOrChoose(target: Element): void {
    const fold = foldOf(target);
    if (fold === undefined) {
      this.choose(stageOf(target));
      return;
    }
    this.figure.openFold(fold);
    this.redraw();
  }

  private choose(stageId: number | undefined): void {
    this.selected = stageId;
    this.figure.select(this.picture, stageId);
    this.showFacts();
  }

  private redraw(): void {
    this.reserveHeight();
    this.lazy.refresh();
    const { hiddenStages, hasOpenFolds, drawn } = this.figure;
    this.drawn.textContent =
      drawn.own < drawn.all
        ? `${formatCount(drawn.own)} of ${formatNoun(drawn.all, "stage")} drawn one by one. A stack of boxes opens.`
        : "";
    this.fold.hidden = !hasOpenFolds;
    this.more.hidden = hiddenStages === 0;
    this.more.textContent = `Show more of ${formatCount(hiddenStages)} earlier stages`;
    this.showFacts();
  }

  private showFacts(): void {
    const stage = this.stage(this.selected);
    if (stage === undefined) {
      this.facts.replaceChildren();
      return;
    }
    const toggle = (): void => {
      this.figure.toggle(stage);
      this.redraw();
    };
    this.facts.replaceChildren(...stageFacts(stage, this.host, { open: this.figure.isOpen(stage), toggle }));
  }

  private stage(stageId: number | undefined): StageModel | undefined {
    return this.job?.stages.find((stage) => stage.stageId === stageId);
  }
}

function button(onClick: () => void): HTMLButtonElement {
  const node = element("button", { type: "button", class: "sp-button", "data-lm-suppress-shortcuts": "true" });
  node.addEventListener("click", onClick);
  return node;
}
