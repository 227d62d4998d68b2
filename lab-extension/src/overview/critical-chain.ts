import { formatMillis } from "@stageplay/core";
import { type CriticalStep, criticalPathTable, foldSteps, type RunModel, stepName } from "@stageplay/view";
import { AsTable } from "../dom/as-table.js";
import { element } from "../dom/element.js";
import { plainText } from "../dom/plain-text.js";
import type { TabHost, TabTarget } from "../tabs/run-tab.js";
import { linkButton } from "./link-button.js";
import { redraw } from "./redraw.js";

const MOST_LINKS = 9;

/** What the run had to wait for, as a chain of links: each leads to where it happened. */
export class CriticalChain {
  private readonly host: TabHost;
  private readonly heading = element("h2", { class: "sp-heading" });
  private readonly chain = element("ol", { class: "sp-chain", "aria-label": "Critical path" });
  private readonly table = new AsTable("Critical path", () =>
    this.model === undefined ? undefined : criticalPathTable(this.model),
  );
  readonly node: HTMLElement = element("section", {}, this.heading, this.chain, this.table.node);
  private model: RunModel | undefined;

  constructor(host: TabHost) {
    this.host = host;
  }

  update(model: RunModel): void {
    this.model = model;
    const { criticalPath, run } = model;
    this.node.hidden = criticalPath.length === 0;
    this.heading.textContent = `Critical path · ${formatMillis(run.endMs - run.startMs)}`;
    const steps = foldSteps(criticalPath, MOST_LINKS);
    const longest = Math.max(...steps.map(({ us }) => us));
    redraw(this.chain, ...steps.map((step, i) => this.link(step, i, step.us / longest, model)));
    this.table.update();
  }

  private link(step: CriticalStep, place: number, share: number, model: RunModel): HTMLElement {
    const button = linkButton(
      this.host,
      targetOf(step, model),
      `link ${place}`,
      element("span", { class: "sp-chain-name" }, stepName(step)),
      element("b", {}, formatMillis(step.us / 1000)),
    );
    button.title = plainText(`${step.text}. From ${formatMillis(step.fromMs)} on.`);
    button.style.setProperty("--sp-share", `${Math.round(100 * share)}%`);
    return element("li", { "data-kind": step.kind }, button);
  }
}

/** A task is shown in the timeline, with its stage; what the driver did belongs to a job's graph. */
function targetOf({ kind, stage, jobId, taskId }: CriticalStep, { tasksDrawn, run }: RunModel): TabTarget {
  if (kind === "task" && stage !== undefined) {
    const task =
      taskId === undefined || tasksDrawn.drawn < tasksDrawn.total ? undefined : taskId - run.tasks.firstTaskId;
    return { tab: "timeline", stage, ...(task === undefined ? {} : { task }) };
  }
  if (stage !== undefined) return { tab: "dag", stage, ...(jobId === undefined ? {} : { jobId }) };
  return jobId === undefined ? { tab: "timeline" } : { tab: "dag", jobId };
}
