import type { AnswerState } from "@stageplay/core";
import { decodeRun, predictionState, RUN_MIME, type RunModel, runModel } from "@stageplay/view";

/** What is read of JupyterLab's code cell model; plain objects do in tests. */
export interface CodeCell {
  readonly type: string;
  readonly executionCount?: number | null;
  readonly outputs?: {
    readonly length: number;
    get(index: number): { readonly data: Readonly<Record<string, unknown>> };
  };
}

/** The cells of a notebook model, as far as runs need them. */
export interface CellList {
  readonly length: number;
  get(index: number): CodeCell;
}

/** A run in two lines. */
export interface RunDescription {
  readonly runId: number;
  /** `2 jobs · 4 stages, 1 skipped · 24 tasks in 4.1 s`. */
  readonly verdict: string;
  /** The last action, and what became of it. */
  readonly detail: string;
}

/** One run of a notebook and the place of its cell. */
export interface NotebookRun extends RunDescription {
  /** Position of the cell in the notebook, counted from 0. */
  readonly cellIndex: number;
  /** The cell's execution count as shown, e.g. `3`; a blank when it is running or was never run in this session. */
  readonly prompt: string;
}

/** Descriptions by bundle: an unchanged output keeps its data object, and decoding is the costly part. */
const known = new WeakMap<object, RunDescription | null>();

/** The runs that the outputs of a notebook hold, in the order of its cells. Bundles that cannot be read are left out. */
export function notebookRuns(cells: CellList): readonly NotebookRun[] {
  const runs: NotebookRun[] = [];
  for (let cellIndex = 0; cellIndex < cells.length; cellIndex++) {
    const cell = cells.get(cellIndex);
    const outputs = cell.type === "code" ? cell.outputs : undefined;
    for (let i = 0; outputs !== undefined && i < outputs.length; i++) {
      const description = describeBundle(outputs.get(i).data[RUN_MIME]);
      if (description !== null) runs.push({ ...description, cellIndex, prompt: String(cell.executionCount ?? " ") });
    }
  }
  return runs;
}

function describeBundle(bundle: unknown): RunDescription | null {
  if (typeof bundle !== "object" || bundle === null) return null;
  let description = known.get(bundle);
  if (description === undefined) {
    description = describeReadable(bundle);
    known.set(bundle, description);
  }
  return description;
}

function describeReadable(bundle: object): RunDescription | null {
  try {
    return describe(runModel(decodeRun(bundle)));
  } catch {
    return null; // The card under the cell says what is wrong with it.
  }
}

function describe(model: RunModel): RunDescription {
  const { run, verdict, predictions } = model;
  const last = run.jobs.filter((job) => job.cause === "action").at(-1) ?? run.jobs.at(-1);
  const parts = [
    last?.callSite.short ?? "",
    run.jobs.some((job) => job.failure !== undefined) ? "✕ failed" : "",
    predictedText(predictions.map(predictionState)),
  ];
  return { runId: run.runId, verdict: verdict.headline, detail: parts.filter((part) => part !== "").join(" · ") };
}

/** What became of a run's predictions, in two words. */
function predictedText(states: readonly AnswerState[]): string {
  if (states.length === 0) return "";
  if (states.every((state) => state === "right")) return "✓ predicted";
  return states.every((state) => state === "right" || state === "open")
    ? "? prediction to fill in"
    : "✗ prediction missed";
}
