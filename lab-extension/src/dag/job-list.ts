import type { JobModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import type { TabHost } from "../tabs/run-tab.js";
import { JobSection } from "./job-section.js";

/** Jobs whose stage graph is open at first; the others are one line each that opens. */
const OPEN_JOBS = 6;
/** Lines shown before the rest goes behind `… more jobs`. */
const LISTED_JOBS = 12;

/**
 * All jobs of a run, in order. The jobs that tell most are open: failed ones first, then the user's own actions, then the
 * jobs that Spark runs on its own (A8, A9, G16).
 */
export class JobList {
  readonly node: HTMLElement = element("div", { class: "sp-jobs" });
  private readonly sections = new Map<number, JobSection>();
  private readonly restJobs = element("div", { class: "sp-jobs" });
  private readonly restSummary = element("summary", { "data-lm-suppress-shortcuts": "true" });
  private readonly rest = element("details", { class: "sp-more-jobs" }, this.restSummary, this.restJobs);
  private readonly host: TabHost;
  private shown: readonly JobModel[] = [];
  private watching = false;

  constructor(host: TabHost) {
    this.host = host;
  }

  update(jobs: readonly JobModel[]): void {
    this.shown = jobs;
    const open = new Set([...jobs].sort((a, b) => rank(a) - rank(b)).slice(0, OPEN_JOBS));
    const kept = new Set(jobs.map((job) => job.jobId));
    for (const [jobId, section] of this.sections) {
      if (kept.has(jobId)) continue;
      section.dispose();
      this.sections.delete(jobId);
    }
    const nodes = jobs.map((job) => this.section(job, open.has(job)).node);
    placeChildren(this.node, [...nodes.slice(0, LISTED_JOBS), ...(nodes.length > LISTED_JOBS ? [this.rest] : [])]);
    this.restSummary.textContent = `${nodes.length - LISTED_JOBS} more jobs`;
    placeChildren(this.restJobs, nodes.slice(LISTED_JOBS));
  }

  /** Opens a job's graph and brings it into view. */
  reveal(jobId: number): void {
    const section = this.sections.get(jobId);
    if (section === undefined) return;
    if (this.rest.contains(section.node)) this.rest.open = true;
    section.node.open = true;
    section.node.scrollIntoView({ block: "nearest" });
  }

  /** Selects a stage where it really ran, or else where it is listed as skipped. */
  revealStage(stageId: number): void {
    const ran = this.shown.find((job) =>
      job.stages.some((stage) => stage.stageId === stageId && stage.status !== "skipped"),
    );
    const job = ran ?? this.shown.find(({ stages }) => stages.some((stage) => stage.stageId === stageId));
    if (job === undefined) return;
    this.reveal(job.jobId);
    this.sections.get(job.jobId)?.reveal(stageId);
  }

  observe(): void {
    this.watching = true;
    for (const section of this.sections.values()) section.observe();
  }

  dispose(): void {
    for (const section of this.sections.values()) section.dispose();
    this.sections.clear();
  }

  private section(job: JobModel, open: boolean): JobSection {
    let section = this.sections.get(job.jobId);
    if (section === undefined) {
      section = new JobSection(open, this.host);
      this.sections.set(job.jobId, section);
      if (this.watching) section.observe();
    }
    section.update(job);
    return section;
  }
}

function rank(job: JobModel): number {
  if (job.status === "failed") return 0;
  return job.cause === "action" ? 1 : 2;
}

/** Sets the children without touching those that stand right already, so that an open picture stays as it is. */
function placeChildren(parent: HTMLElement, children: readonly HTMLElement[]): void {
  const same = parent.children.length === children.length && children.every((child, i) => parent.children[i] === child);
  if (!same) parent.replaceChildren(...children);
}
