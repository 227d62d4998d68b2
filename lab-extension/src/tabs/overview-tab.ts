import { formatCount, formatMillis } from "@stageplay/core";
import type { JobModel, RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import type { RunTab, RunTabFactory, TabHost } from "./run-tab.js";

const STATUS_ICON = { running: "▶", succeeded: "✓", failed: "✕" } as const;

/** What ran and why: a line a job. */
class OverviewTab implements RunTab {
  readonly node: HTMLElement = element("div", { class: "sp-overview" });
  private readonly host: TabHost;

  constructor(host: TabHost) {
    this.host = host;
  }

  update(model: RunModel): void {
    this.node.replaceChildren(
      element(
        "table",
        { class: "sp-table sp-why-jobs" },
        element("caption", { class: "sp-visually-hidden" }, "Jobs and why they ran"),
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            ...["Job", "Why", "Stages", "Time"].map((heading, i) =>
              element("th", { scope: "col", class: i < 2 ? "sp-left" : undefined }, heading),
            ),
          ),
        ),
        element("tbody", {}, ...model.jobs.map((job) => this.row(job))),
      ),
    );
  }

  private row(job: JobModel): HTMLElement {
    const title = element(
      "button",
      { type: "button", class: "sp-link", "data-lm-suppress-shortcuts": "true" },
      job.title,
    );
    title.addEventListener("click", () => this.host.goTo({ tab: "dag", jobId: job.jobId }));
    return element(
      "tr",
      { "data-job-row": job.jobId },
      element(
        "td",
        { class: "sp-left" },
        element("span", { class: `sp-job-icon sp-job-${job.status}`, title: job.status }, STATUS_ICON[job.status]),
        title,
      ),
      element("td", { class: "sp-left" }, job.cause),
      element("td", {}, formatCount(job.stages.length)),
      element("td", {}, job.durationMs === undefined ? "running" : formatMillis(job.durationMs)),
    );
  }
}

export const overviewTab: RunTabFactory = {
  id: "overview",
  title: "Overview",
  create: (host) => new OverviewTab(host),
};
