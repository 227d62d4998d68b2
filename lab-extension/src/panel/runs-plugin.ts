import { ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ToolbarButton } from "@jupyterlab/apputils";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import { listIcon } from "@jupyterlab/ui-components";
import { debounce } from "./debounce.js";
import { type CellList, type NotebookRun, notebookRuns } from "./notebook-runs.js";
import { RUNS_PANEL_ID, RunsPanel } from "./runs-panel.js";

/** A running cell changes its notebook many times a second; the list follows a little later. */
const REFRESH_AFTER_MS = 150;
/** Beyond the last of JupyterLab's own buttons, before the spacer. */
const TOOLBAR_POSITION = 10;

/** Side panel with the current notebook's runs, and a button in each notebook's toolbar that opens it. */
export const runsPlugin: JupyterFrontEndPlugin<void> = {
  id: "@stageplay/lab-extension:runs",
  description: "Lists the Spark runs of the current notebook and jumps to them.",
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ILayoutRestorer],
  activate: (app: JupyterFrontEnd, tracker: INotebookTracker, restorer: ILayoutRestorer | null) => {
    const panel = new RunsPanel((run) => void jumpTo(tracker.currentWidget, run));
    const refresh = debounce(() => panel.list(runsOf(tracker.currentWidget)), REFRESH_AFTER_MS);
    const follow = (notebook: NotebookPanel): void => {
      notebook.toolbar.insertItem(TOOLBAR_POSITION, "stageplayRuns", runsButton(app));
      void notebook.context.ready.then(() => {
        notebook.model?.contentChanged.connect(refresh);
        refresh();
      });
    };
    tracker.forEach(follow);
    tracker.widgetAdded.connect((_, notebook) => follow(notebook));
    tracker.currentChanged.connect(refresh);
    app.shell.add(panel, "right", { rank: 900 });
    restorer?.add(panel, RUNS_PANEL_ID);
  },
};

function runsOf(notebook: NotebookPanel | null): readonly NotebookRun[] | undefined {
  const cells = notebook?.content.model?.cells;
  return cells === undefined ? undefined : notebookRuns(cells as CellList);
}

function runsButton(app: JupyterFrontEnd): ToolbarButton {
  return new ToolbarButton({
    icon: listIcon,
    tooltip: "Show the Spark runs of this notebook",
    onClick: () => app.shell.activateById(RUNS_PANEL_ID),
  });
}

/** Brings the run's cell to the window and makes it the active one. */
async function jumpTo(notebook: NotebookPanel | null, run: NotebookRun): Promise<void> {
  if (notebook === null) return;
  notebook.content.activeCellIndex = run.cellIndex;
  await notebook.content.scrollToItem(run.cellIndex, "start");
}
