import type { RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { AtAGlance } from "../overview/at-a-glance.js";
import { CoreTimeSection } from "../overview/core-time-section.js";
import { CriticalChain } from "../overview/critical-chain.js";
import { WhyJobsTable } from "../overview/why-jobs.js";
import type { RunTab, RunTabFactory, TabHost } from "./run-tab.js";

/** The run at a glance: stages and executors as small pictures, where the cores' time went, what it had to wait for, and why its jobs ran. */
class OverviewTab implements RunTab {
  private readonly glance: AtAGlance;
  private readonly coreTime = new CoreTimeSection();
  private readonly path: CriticalChain;
  private readonly jobs: WhyJobsTable;
  readonly node: HTMLElement;

  constructor(host: TabHost) {
    this.glance = new AtAGlance(host);
    this.path = new CriticalChain(host);
    this.jobs = new WhyJobsTable(host);
    const parts = [this.glance.node, this.coreTime.node, this.path.node, this.jobs.node];
    this.node = element("div", { class: "sp-overview" }, ...parts);
  }

  update(model: RunModel): void {
    this.glance.update(model);
    this.coreTime.update(model);
    this.path.update(model);
    this.jobs.update(model.jobs);
  }

  observe(): void {
    this.glance.observe();
  }

  refresh(): void {
    this.glance.refresh();
  }

  dispose(): void {
    this.glance.dispose();
  }
}

export const overviewTab: RunTabFactory = {
  id: "overview",
  title: "Overview",
  create: (host) => new OverviewTab(host),
};
