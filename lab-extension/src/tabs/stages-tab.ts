import type { RunModel } from "@stageplay/view";
import { stageTable } from "../card/stage-table.js";
import { element } from "../dom/element.js";
import type { RunTab, RunTabFactory, TabTarget } from "./run-tab.js";

/** Stage attempts as a table. */
class StagesTab implements RunTab {
  readonly node: HTMLElement = element("div", { class: "sp-stages sp-table-scroller" });

  update(model: RunModel): void {
    this.node.replaceChildren(stageTable(model.stages));
  }

  reveal({ stage }: TabTarget): void {
    if (stage === undefined) return;
    const row = [...this.node.querySelectorAll("[data-stage-row]")].find(
      (candidate) => candidate.getAttribute("data-stage-row") === stage,
    );
    row?.scrollIntoView({ block: "nearest" });
  }
}

export const stagesTab: RunTabFactory = { id: "stages", title: "Stages", create: () => new StagesTab() };
