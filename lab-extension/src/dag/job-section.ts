import { formatCount, formatMillis } from "@stageplay/core";
import type { JobModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { focusable } from "../dom/focusable.js";
import { plainText } from "../dom/plain-text.js";
import type { TabHost } from "../tabs/run-tab.js";
import { StageGraph } from "./stage-graph.js";

const STATUS_ICON = { running: "▶", succeeded: "✓", failed: "✕" } as const;

/** One job: a line that says what it was, and its stage graph when open. */
export class JobSection {
  readonly node: HTMLDetailsElement;
  private readonly summary = element("summary", { "data-lm-suppress-shortcuts": "true" });
  private readonly failure = focusable(element("div", { class: "sp-failure", role: "group" }), "Failure");
  private readonly graph: StageGraph;
  private job: JobModel | undefined;

  constructor(open: boolean, host: TabHost) {
    this.graph = new StageGraph(host);
    this.node = element("details", { class: "sp-job" }, this.summary, this.failure, this.graph.node);
    this.node.open = open;
    this.node.addEventListener("toggle", () => this.show());
  }

  update(job: JobModel): void {
    const stages = job.stages.length === 1 ? "" : `${formatCount(job.stages.length)} stages`;
    const time = job.durationMs === undefined ? "running" : formatMillis(job.durationMs);
    this.node.setAttribute("data-job-id", String(job.jobId));
    this.summary.replaceChildren(
      element("span", { class: `sp-job-icon sp-job-${job.status}`, title: job.status }, STATUS_ICON[job.status]),
      element("span", { class: "sp-job-title" }, job.title),
      element(
        "small",
        {},
        [job.cause === "action" ? "" : job.cause, stages, time].filter((text) => text !== "").join(" · "),
      ),
    );
    this.failure.textContent = plainText(job.failure ?? "");
    this.failure.hidden = job.failure === undefined;
    this.job = job;
    this.show();
  }

  /** Opens the job and selects a stage of it; false when it has none of that id. */
  reveal(stageId: number): boolean {
    if (this.job?.stages.some((stage) => stage.stageId === stageId) !== true) return false;
    this.node.open = true;
    this.show();
    return this.graph.reveal(stageId);
  }

  observe(): void {
    this.graph.observe();
  }

  dispose(): void {
    this.graph.dispose();
  }

  /** Laying out a graph takes a moment, so a closed job does without. */
  private show(): void {
    if (this.node.open && this.job !== undefined) this.graph.update(this.job);
  }
}
