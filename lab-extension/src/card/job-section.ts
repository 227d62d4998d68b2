import { formatCount, formatMillis } from "@stageplay/core";
import type { JobModel } from "@stageplay/view";
import { DagFigure } from "../dag/dag-figure.js";
import { element } from "../dom/element.js";
import { LazyFigure } from "../dom/lazy-figure.js";

const STATUS_ICON = { running: "▶", succeeded: "✓", failed: "✕" } as const;

/** One job: a line that says what it was, and its stage graph when open. */
export class JobSection {
  readonly node: HTMLDetailsElement;
  private readonly summary = element("summary", { "data-lm-suppress-shortcuts": "true" });
  private readonly failure = element("p", { class: "sp-failure" });
  private readonly host = element("div", { class: "sp-job-graph" });
  private readonly figure = new DagFigure();
  private readonly lazy = new LazyFigure(this.host, this.figure);

  constructor(open: boolean) {
    this.node = element("details", { class: "sp-job" }, this.summary, this.failure, this.host);
    this.node.open = open;
    this.node.addEventListener("toggle", () => this.reserveHeight());
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
    this.failure.textContent = job.failure ?? "";
    this.failure.hidden = job.failure === undefined;
    this.figure.setJob(job);
    this.reserveHeight();
    this.lazy.refresh();
  }

  observe(): void {
    this.lazy.observe();
  }

  dispose(): void {
    this.lazy.dispose();
  }

  /** Laying out a graph takes a moment, so a closed job does without. */
  private reserveHeight(): void {
    if (this.node.open) this.host.style.height = `${this.figure.height}px`;
  }
}
