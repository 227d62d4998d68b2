import { formatCount, formatMillis, formatNoun, JOB_CAUSE_TEXTS } from "@stageplay/core";
import { foldJobs, type JobFold, type JobModel, jobFoldTitle } from "@stageplay/view";
import { element } from "../dom/element.js";
import type { TabHost } from "../tabs/run-tab.js";
import { linkButton } from "./link-button.js";
import { redraw } from "./redraw.js";

const STATUS_ICON = { running: "▶", succeeded: "✓", failed: "✕" } as const;
const HEADINGS = ["Why", "Stages", "Time"] as const;
/** Jobs listed at first: the last ones, among which is the result. */
const MOST_ROWS = 8;

/** "Why N jobs?": a line a job with its cause and the line of the user's program. */
export class WhyJobsTable {
  readonly node: HTMLElement = element("section", { class: "sp-why" });
  private readonly host: TabHost;
  private jobs: readonly JobModel[] = [];
  private all = false;

  constructor(host: TabHost) {
    this.host = host;
  }

  update(jobs: readonly JobModel[]): void {
    this.jobs = jobs;
    this.draw();
  }

  private draw(): void {
    const folds = foldJobs(this.jobs);
    const shown = this.all ? this.jobs.map((job) => ({ jobs: [job] })) : folds.slice(-MOST_ROWS);
    const question = `Why ${formatNoun(this.jobs.length, "job")}?`;
    const more = element(
      "button",
      { type: "button", class: "sp-button", "data-lm-suppress-shortcuts": "true", "data-key": "more jobs" },
      this.all ? "Show fewer jobs" : `Show all ${formatCount(this.jobs.length)} jobs`,
    );
    more.addEventListener("click", () => {
      this.all = !this.all;
      this.draw();
    });
    const table = element(
      "table",
      { class: "sp-table sp-why-jobs" },
      element("caption", { class: "sp-visually-hidden" }, "Jobs and why they ran"),
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          element("th", { scope: "col", class: "sp-left" }, question),
          ...HEADINGS.map((heading, i) =>
            element("th", { scope: "col", class: i === 0 ? "sp-left" : undefined }, heading),
          ),
        ),
      ),
      element(
        "tbody",
        {},
        ...shown.map((fold, i) =>
          this.row(fold, firstOf(shown, i) ? (JOB_CAUSE_TEXTS[fold.jobs[0]!.cause] ?? "") : ""),
        ),
      ),
    );
    redraw(this.node, table, ...(this.jobs.length > Math.min(MOST_ROWS, folds.length) ? [more] : []));
  }

  private row(fold: JobFold, why: string): HTMLElement {
    const [job, last] = [fold.jobs[0]!, fold.jobs.at(-1)!];
    const stages = fold.jobs.reduce((sum, each) => sum + each.stages.length, 0);
    const target = { tab: "dag", jobId: job.jobId } as const;
    return element(
      "tr",
      { "data-job-row": job.jobId },
      element(
        "td",
        { class: "sp-left" },
        element(
          "div",
          { class: "sp-why-job" },
          element(
            "span",
            { class: `sp-job-icon sp-job-${job.status}`, title: job.status, role: "img", "aria-label": job.status },
            STATUS_ICON[job.status],
          ),
          linkButton(this.host, target, `job ${job.jobId}`, jobFoldTitle(fold)),
        ),
      ),
      element(
        "td",
        { class: "sp-left" },
        element("b", {}, job.cause),
        element("span", { class: "sp-muted" }, why === "" ? "" : ` ${why}`),
      ),
      element("td", {}, formatCount(stages)),
      element(
        "td",
        {},
        last.durationMs === undefined ? "running" : formatMillis(last.startMs + last.durationMs - job.startMs),
      ),
    );
  }
}

/** A cause is explained where it stands first. */
function firstOf(folds: readonly JobFold[], place: number): boolean {
  const causes = folds.map(({ jobs }) => jobs[0]!.cause);
  return causes.indexOf(causes[place]!) === place;
}
