import { listIcon } from "@jupyterlab/ui-components";
import { Widget } from "@lumino/widgets";
import { element } from "../dom/element.js";
import type { NotebookRun } from "./notebook-runs.js";

/** Identifier of the panel in JupyterLab's shell and in its saved layout. */
export const RUNS_PANEL_ID = "stageplay-runs";

/** The side panel: the runs of the notebook in front, one button each that jumps to its cell. */
export class RunsPanel extends Widget {
  private readonly jump: (run: NotebookRun) => void;

  constructor(jump: (run: NotebookRun) => void) {
    super({ node: element("nav", { "aria-label": "Runs of this notebook" }) });
    this.jump = jump;
    this.id = RUNS_PANEL_ID;
    this.title.icon = listIcon;
    this.title.caption = "Spark runs of this notebook";
    this.addClass("sp-runs");
    this.list(undefined);
  }

  /** Lists these runs; `undefined` when no notebook is in front. */
  list(runs: readonly NotebookRun[] | undefined): void {
    const heading = element("h2", {}, "Runs");
    if (runs === undefined || runs.length === 0) {
      const hint =
        runs === undefined ? "Open a notebook to see its runs." : "No cell of this notebook has run a Spark job yet.";
      this.node.replaceChildren(heading, element("p", { class: "sp-runs-hint" }, hint));
      return;
    }
    this.node.replaceChildren(heading, element("ul", {}, ...runs.map((run) => element("li", {}, this.button(run)))));
  }

  private button(run: NotebookRun): HTMLButtonElement {
    const button = element(
      "button",
      { type: "button", "data-cell-index": run.cellIndex, "data-run-id": run.runId },
      element("span", { class: "sp-runs-prompt" }, `[${run.prompt}]`),
      element("span", { class: "sp-runs-text" }, element("b", {}, run.verdict), element("small", {}, run.detail)),
    );
    button.addEventListener("click", () => this.jump(run));
    return button;
  }
}
