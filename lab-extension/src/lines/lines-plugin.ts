import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { INotebookTracker, type NotebookPanel } from "@jupyterlab/notebook";
import type { CellList } from "../panel/notebook-runs.js";
import { type CodeLine, SHOW_LINE } from "./line-link.js";

/** Answers the links of the cards to lines of the program. */
export const linesPlugin: JupyterFrontEndPlugin<void> = {
  id: "@stageplay/lab-extension:lines",
  description: "Shows the line of a cell that a Spark run's card points at.",
  autoStart: true,
  requires: [INotebookTracker],
  activate: (_app: JupyterFrontEnd, tracker: INotebookTracker) => {
    document.addEventListener(SHOW_LINE, (event) => {
      const card = event.target as Node;
      // A view of an output may stand beside its notebook.
      const notebook = tracker.find((panel) => panel.node.contains(card)) ?? tracker.currentWidget;
      const { detail } = event as CustomEvent<CodeLine>;
      const cell = notebook === null ? -1 : cellOf(notebook, card, detail.cell);
      if (notebook === null || cell < 0) return;
      event.preventDefault();
      void select(notebook, cell, detail.line);
    });
  },
};

/** The place of the cell with this number. Outputs of an earlier kernel may repeat it: then the cell of the card itself is meant. */
function cellOf({ content }: NotebookPanel, card: Node, executionCount: number): number {
  const cells = content.model?.cells as CellList | undefined;
  const has = (place: number): boolean => cells?.get(place).executionCount === executionCount;
  const own = content.widgets.findIndex(({ node }) => node.contains(card));
  return own >= 0 && has(own) ? own : content.widgets.findIndex((_, place) => has(place));
}

/** Scrolls to the line, selects it and puts the cursor there. A line that was deleted since gives the last one. */
async function select({ content }: NotebookPanel, place: number, line: number): Promise<void> {
  content.activeCellIndex = place;
  await content.scrollToItem(place, "smart");
  const cell = content.widgets[place];
  await cell?.ready;
  const editor = cell?.editor;
  if (editor === null || editor === undefined) return;
  content.mode = "edit";
  const at = Math.min(line, editor.lineCount) - 1;
  const range = { start: { line: at, column: 0 }, end: { line: at, column: editor.getLine(at)?.length ?? 0 } };
  editor.setSelection(range);
  editor.revealSelection(range);
  editor.focus();
}
