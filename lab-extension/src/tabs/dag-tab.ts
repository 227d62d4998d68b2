import type { RunModel } from "@stageplay/view";
import { JobList } from "../card/job-list.js";
import { element } from "../dom/element.js";
import type { RunTab, RunTabFactory, TabTarget } from "./run-tab.js";

/** Jobs and their stage graphs. */
class DagTab implements RunTab {
  private readonly jobs = new JobList();
  readonly node: HTMLElement = element("div", { class: "sp-dags" }, this.jobs.node);

  update(model: RunModel): void {
    this.jobs.update(model.jobs);
  }

  observe(): void {
    this.jobs.observe();
  }

  reveal({ jobId }: TabTarget): void {
    if (jobId !== undefined) this.jobs.reveal(jobId);
  }

  dispose(): void {
    this.jobs.dispose();
  }
}

export const dagTab: RunTabFactory = { id: "dag", title: "DAG", create: () => new DagTab() };
