import { formatCount } from "@stageplay/core";
import { foldJobs, type JobFold, type JobModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import type { TabHost } from "../tabs/run-tab.js";
import { JobFoldSection } from "./job-fold-section.js";
import { JobSection } from "./job-section.js";

/** Jobs whose stage graph is open at first; the others are one line each that opens. */
const OPEN_JOBS = 6;
/** Lines shown before the rest goes behind `… more jobs`. */
const LISTED_JOBS = 12;

/**
 * All jobs of a run, in order, those of a loop as one line. The jobs that tell most are open: failed ones first, then the user's own actions,
 * then the jobs that Spark runs on its own (A8, A9, G16).
 */
export class JobList {
  readonly node: HTMLElement = element("div", { class: "sp-jobs" });
  private readonly sections = new Map<number, JobSection>();
  /** By the first job in it. */
  private readonly folds = new Map<number, JobFoldSection>();
  private readonly restJobs = element("div", { class: "sp-jobs" });
  private readonly restSummary = element("summary", { "data-lm-suppress-shortcuts": "true" });
  private readonly rest = element("details", { class: "sp-more-jobs" }, this.restSummary, this.restJobs);
  private readonly host: TabHost;
  private shown: readonly JobModel[] = [];
  /** Made, and not yet in the page. */
  private readonly unplaced: JobSection[] = [];
  private open: ReadonlySet<JobModel> = new Set();
  private watching = false;

  constructor(host: TabHost) {
    this.host = host;
  }

  update(jobs: readonly JobModel[]): void {
    this.shown = jobs;
    const listed = foldJobs(jobs);
    const alone = listed.flatMap((fold) => (fold.jobs.length === 1 ? fold.jobs : []));
    this.open = new Set([...alone].sort((a, b) => rank(a) - rank(b)).slice(0, OPEN_JOBS));
    const kept = new Set(jobs.map((job) => job.jobId));
    for (const [jobId, section] of this.sections) {
      if (kept.has(jobId)) continue;
      section.dispose();
      this.sections.delete(jobId);
    }
    const nodes = listed.map((fold) =>
      fold.jobs.length === 1 ? this.section(fold.jobs[0]!).node : this.fold(fold).node,
    );
    placeChildren(this.node, [...nodes.slice(0, LISTED_JOBS), ...(nodes.length > LISTED_JOBS ? [this.rest] : [])]);
    const left = listed.slice(LISTED_JOBS).reduce((sum, fold) => sum + fold.jobs.length, 0);
    this.restSummary.textContent = `${formatCount(left)} more jobs`;
    placeChildren(this.restJobs, nodes.slice(LISTED_JOBS));
    this.observeNew();
  }

  /** Opens a job's graph and brings it into view. */
  reveal(jobId: number): void {
    for (const fold of this.folds.values()) if (fold.has(jobId)) fold.open();
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

  /** What is observed before it is in the page looks in vain for the notebook's scroller. */
  private observeNew(): void {
    for (const section of this.unplaced.splice(0)) if (this.watching) section.observe();
  }

  private fold(fold: JobFold): JobFoldSection {
    const { jobId } = fold.jobs[0]!;
    let section = this.folds.get(jobId);
    if (section === undefined) {
      section = new JobFoldSection(
        (job) => this.section(job).node,
        () => this.observeNew(),
      );
      this.folds.set(jobId, section);
    }
    section.update(fold);
    return section;
  }

  private section(job: JobModel): JobSection {
    let section = this.sections.get(job.jobId);
    if (section === undefined) {
      section = new JobSection(this.open.has(job), this.host);
      this.sections.set(job.jobId, section);
      this.unplaced.push(section);
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
