import { formatMillis, formatNoun } from "@stageplay/core";
import { type JobFold, type JobModel, jobFoldTitle } from "@stageplay/view";
import { element } from "../dom/element.js";

/** Jobs that did the same, as a line that opens: its jobs are made then. */
export class JobFoldSection {
  private readonly summary = element("summary", { "data-lm-suppress-shortcuts": "true" });
  private readonly body = element("div", { class: "sp-jobs sp-folded-jobs" });
  readonly node: HTMLDetailsElement = element("details", { class: "sp-job" }, this.summary, this.body);
  private readonly sectionOf: (job: JobModel) => HTMLElement;
  private readonly onPlaced: () => void;
  private jobs: readonly JobModel[] = [];

  /** @param onPlaced called when sections that `sectionOf` made are in the page */
  constructor(sectionOf: (job: JobModel) => HTMLElement, onPlaced: () => void) {
    this.sectionOf = sectionOf;
    this.onPlaced = onPlaced;
    this.node.addEventListener("toggle", () => this.show());
  }

  update(fold: JobFold): void {
    this.jobs = fold.jobs;
    const [first, last] = [fold.jobs[0]!, fold.jobs.at(-1)!];
    const stages = fold.jobs.reduce((sum, job) => sum + job.stages.length, 0);
    const ms = last.startMs + (last.durationMs ?? 0) - first.startMs;
    this.summary.replaceChildren(
      element("span", { class: "sp-job-icon", "aria-hidden": "true" }, "≡"),
      element("span", { class: "sp-job-title" }, jobFoldTitle(fold)),
      element(
        "small",
        {},
        `${formatNoun(fold.jobs.length, "job")} like those that follow · ${formatNoun(stages, "stage")} · ${formatMillis(ms)}`,
      ),
    );
    this.show();
  }

  has(jobId: number): boolean {
    return this.jobs.some((job) => job.jobId === jobId);
  }

  open(): void {
    this.node.open = true;
    this.show();
  }

  private show(): void {
    if (!this.node.open) return;
    const nodes = this.jobs.map((job) => this.sectionOf(job));
    if (nodes.some((node, i) => this.body.children[i] !== node)) this.body.replaceChildren(...nodes);
    this.onPlaced();
  }
}
