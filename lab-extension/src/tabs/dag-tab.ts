import { type RunModel, type StageModel, wholeGraph } from "@stageplay/view";
import { dagTable } from "../dag/dag-table.js";
import { JobList } from "../dag/job-list.js";
import { StageGraph } from "../dag/stage-graph.js";
import { AsTable } from "../dom/as-table.js";
import { element } from "../dom/element.js";
import type { RunTab, RunTabFactory, TabHost, TabTarget } from "./run-tab.js";

const MODES = [
  ["jobs", "By job"],
  ["whole", "One graph"],
] as const;
type Mode = (typeof MODES)[number][0];

/**
 * The stages of the run: a graph a job, as Spark lists them, or all jobs as one graph, in which a skipped stage is the stage whose output it
 * reuses, so that the way of the rows is seen across jobs.
 */
class DagTab implements RunTab {
  private readonly jobs: JobList;
  private readonly whole: StageGraph;
  private readonly buttons: ReadonlyMap<Mode, HTMLButtonElement>;
  private readonly table = new AsTable("Stages and what they read", () =>
    this.model === undefined ? undefined : dagTable(this.model.jobs),
  );
  readonly node: HTMLElement;
  private mode: Mode = "jobs";
  private model: RunModel | undefined;
  private watching = false;

  constructor(host: TabHost) {
    this.jobs = new JobList(host);
    this.whole = new StageGraph(host, (stage) => this.jobOf(stage));
    this.buttons = new Map(MODES.map(([mode, text]) => [mode, this.button(mode, text)]));
    const choice = element(
      "div",
      { class: "sp-modes", role: "group", "aria-label": "Stages" },
      ...this.buttons.values(),
    );
    this.node = element("div", { class: "sp-dags" }, choice, this.jobs.node, this.whole.node, this.table.node);
    this.choose("jobs");
  }

  update(model: RunModel): void {
    this.model = model;
    this.show();
    this.table.update();
  }

  observe(): void {
    this.watching = true;
    if (this.mode === "jobs") this.jobs.observe();
    else this.whole.observe();
  }

  reveal({ jobId, stage }: TabTarget): void {
    const stageId = stage === undefined ? undefined : Number.parseInt(stage, 10);
    if (stageId !== undefined && this.mode === "whole" && this.whole.reveal(stageId)) return;
    this.choose("jobs");
    if (stageId !== undefined) this.jobs.revealStage(stageId);
    else if (jobId !== undefined) this.jobs.reveal(jobId);
  }

  dispose(): void {
    this.jobs.dispose();
    this.whole.dispose();
  }

  private choose(mode: Mode): void {
    this.mode = mode;
    for (const [each, button] of this.buttons) button.setAttribute("aria-pressed", String(each === mode));
    this.jobs.node.hidden = mode !== "jobs";
    this.whole.node.hidden = mode !== "whole";
    this.show();
    if (this.watching) this.observe();
  }

  private show(): void {
    if (this.model === undefined) return;
    if (this.mode === "jobs") this.jobs.update(this.model.jobs);
    else this.whole.update(wholeGraph(this.model));
  }

  /** `job 4, result`: across jobs a stage has to say whose it is. */
  private jobOf({ jobId, isResult }: StageModel): string {
    const job = this.model?.jobs.find((each) => each.jobId === jobId);
    if (job === undefined) return "";
    const what = job.cause === "action" ? "result" : job.cause;
    return isResult ? `job ${jobId}, ${what}` : `job ${jobId}`;
  }

  private button(mode: Mode, text: string): HTMLButtonElement {
    const button = element(
      "button",
      { type: "button", class: "sp-button", "data-lm-suppress-shortcuts": "true" },
      text,
    );
    button.addEventListener("click", () => this.choose(mode));
    return button;
  }
}

export const dagTab: RunTabFactory = { id: "dag", title: "DAG", create: (host) => new DagTab(host) };
