import { formatCount, formatNoun } from "@stageplay/core";
import {
  type JobModel,
  lastAction,
  type RunModel,
  SMALL_GANTT_HEIGHT,
  smallDagSvg,
  smallGanttSvg,
  themeFromVars,
} from "@stageplay/view";
import { stageOf } from "../dag/dag-figure.js";
import { ArrowKeys } from "../dom/arrow-keys.js";
import { element } from "../dom/element.js";
import { focusable } from "../dom/focusable.js";
import { type Figure, LazyFigure } from "../dom/lazy-figure.js";
import { importSvg } from "../dom/safe-svg.js";
import type { TabHost } from "../tabs/run-tab.js";
import { linkButton } from "./link-button.js";
import { redraw } from "./redraw.js";

const HEIGHT = SMALL_GANTT_HEIGHT;

/** Ids within SVG are the page's. */
let pictures = 0;

/** The stage graph of the last action and the executors' timeline, small: what ran, without a click. */
export class AtAGlance {
  private readonly host: TabHost;
  private readonly graph: SmallPicture;
  private readonly timeline: SmallPicture;
  private readonly graphTitle = element("h2", { class: "sp-heading" });
  private readonly timelineTitle = element("h2", { class: "sp-heading" });
  readonly node: HTMLElement;
  private job: JobModel | undefined;

  constructor(host: TabHost) {
    this.host = host;
    const id = pictures++;
    this.graph = new SmallPicture(`sp-small-dag-${id}`);
    this.timeline = new SmallPicture(`sp-small-gantt-${id}`);
    this.node = element(
      "div",
      { class: "sp-glance" },
      element("section", {}, this.graphTitle, this.graph.node),
      element("section", {}, this.timelineTitle, this.timeline.node),
    );
    this.graph.node.addEventListener("click", (event) => this.openStage(event.target as Element));
    this.graph.node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.openStage(event.target as Element);
    });
    this.timeline.node.addEventListener("click", () => host.goTo({ tab: "timeline" }));
  }

  update(model: RunModel): void {
    const job = lastAction(model);
    this.job = job;
    this.node.hidden = job === undefined;
    if (job === undefined) return;
    const { gantt } = model;
    redraw(this.graphTitle, linkButton(this.host, { tab: "dag", jobId: job.jobId }, "dag", job.title));
    redraw(
      this.timelineTitle,
      linkButton(this.host, { tab: "timeline" }, "timeline", "Timeline"),
      document.createTextNode(
        ` · ${formatCount(gantt.slots)} slots on ${formatNoun(gantt.executors.length, "executor")}`,
      ),
    );
    this.graph.show((width, idPrefix) => smallDagSvg(job, { theme: themeFromVars(), idPrefix, width, height: HEIGHT }));
    this.timeline.show((width, idPrefix) => smallGanttSvg(gantt, { theme: themeFromVars(), idPrefix, width }));
  }

  observe(): void {
    this.graph.lazy.observe();
    this.timeline.lazy.observe();
  }

  refresh(): void {
    this.graph.lazy.refresh();
    this.timeline.lazy.refresh();
  }

  dispose(): void {
    this.graph.lazy.dispose();
    this.timeline.lazy.dispose();
  }

  private openStage(target: Element): void {
    const stage = stageOf(target);
    if (this.job === undefined) return;
    const { jobId } = this.job;
    this.host.goTo({ tab: "dag", jobId, ...(stage === undefined ? {} : { stage: String(stage) }) });
  }
}

/** A picture made anew for the width that it has. */
class SmallPicture implements Figure {
  readonly node: HTMLElement = element("div", { class: "sp-small-picture" });
  readonly lazy: LazyFigure = new LazyFigure(this.node, this);
  private readonly idPrefix: string;
  private readonly keys = new ArrowKeys(this.node, "[data-stage]");
  private make: ((width: number, idPrefix: string) => string) | undefined;
  private shown = "";

  constructor(idPrefix: string) {
    this.idPrefix = idPrefix;
    this.node.style.height = `${HEIGHT}px`;
  }

  show(make: (width: number, idPrefix: string) => string): void {
    this.make = make;
    this.lazy.refresh();
  }

  draw(host: HTMLElement): void {
    const text = this.make?.(Math.max(200, host.clientWidth), this.idPrefix) ?? "";
    if (text === this.shown || text === "") return;
    this.shown = text;
    const svg = importSvg(text);
    const stages = svg.querySelectorAll("[data-stage]");
    if (stages.length === 0) svg.setAttribute("role", "img");
    for (const box of stages) {
      focusable(box).setAttribute("role", "button");
      box.setAttribute("data-key", `stage ${box.getAttribute("data-stage")}`);
    }
    redraw(host, svg);
    this.keys.arrange();
  }

  purge(host: HTMLElement): void {
    host.replaceChildren();
    this.shown = "";
  }
}
