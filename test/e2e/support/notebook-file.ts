import { RUN_MIME } from "@stageplay/view";

/** A cell to be written: markdown text, or code with the bundles of its outputs. */
export type CellSource =
  | { readonly markdown: string }
  | { readonly code: string; readonly executionCount?: number; readonly bundles?: readonly unknown[] };

/** The text of an .ipynb file as the kernel's would be after running: each bundle beside its plain-text form. */
export function notebookFile(cells: readonly CellSource[]): string {
  const file = {
    cells: cells.map((cell, i) => ({ id: `cell-${i}`, metadata: {}, ...cellBody(cell) })),
    metadata: { kernelspec: { name: "stageplay", display_name: "Stageplay", language: "typescript" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return JSON.stringify(file, undefined, 1);
}

function cellBody(cell: CellSource): Record<string, unknown> {
  if ("markdown" in cell) return { cell_type: "markdown", source: cell.markdown };
  const outputs = (cell.bundles ?? []).map((bundle) => ({
    output_type: "display_data",
    metadata: {},
    data: { [RUN_MIME]: bundle, "text/plain": "a run" },
  }));
  return { cell_type: "code", source: cell.code, execution_count: cell.executionCount ?? null, outputs };
}

/** The run bundles of a saved notebook, cell by cell, in order. */
export function bundlesOf(notebook: string): readonly unknown[] {
  const { cells } = JSON.parse(notebook) as { cells: { outputs?: { data?: Record<string, unknown> }[] }[] };
  return cells
    .flatMap((cell) => (cell.outputs ?? []).map((output) => output.data?.[RUN_MIME]))
    .filter((b) => b !== undefined);
}

/** The errors that a saved notebook's cells ended with, as `condition: message`. */
export function errorsOf(notebook: string): readonly string[] {
  const { cells } = JSON.parse(notebook) as {
    cells: { outputs?: { output_type: string; ename?: string; evalue?: string }[] }[];
  };
  const outputs = cells.flatMap((cell) => cell.outputs ?? []);
  return outputs.filter((output) => output.output_type === "error").map(({ ename, evalue }) => `${ename}: ${evalue}`);
}
