import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RunDocument } from "@stageplay/core";
import { decodeRun, RUN_MIME } from "@stageplay/view";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runNotebook } from "../../tools/jupyter/run-notebook.mjs";
import { pathsOf } from "../../tools/setup/paths.mjs";
import { type Cell, NOTEBOOKS, type Notebook, notebookNames, readNotebook, sourceOf } from "./notebook-file.js";

const MINUTES = 60_000;
const folders: string[] = [];

/** Executes a notebook as `npm start -- run` does, into a folder of its own. */
async function execute(name: string): Promise<{ code: number; notebook: Notebook }> {
  const out = mkdtempSync(path.join(tmpdir(), "stageplay-notebook-"));
  folders.push(out);
  const code = await runNotebook(`${NOTEBOOKS}/${name}`, { ...pathsOf(), out }, new AbortController().signal);
  return { code, notebook: readNotebook(`${out}/${name}`) };
}

function codeCells(notebook: Notebook): Cell[] {
  return notebook.cells.filter((cell) => cell.cell_type === "code");
}

/** What the notebook shows of its runs: one bundle a cell that ran jobs, as it is saved. */
function runOutputs(cell: Cell): Readonly<Record<string, unknown>>[] {
  return (cell.outputs ?? []).flatMap((output) => (output.data?.[RUN_MIME] === undefined ? [] : [output.data]));
}

function runsOf(notebook: Notebook): RunDocument[] {
  return codeCells(notebook).flatMap((cell) => runOutputs(cell).map((data) => decodeRun(data[RUN_MIME])));
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe.each(notebookNames())("%s, executed twice", (name) => {
  let first: Awaited<ReturnType<typeof execute>>;
  let second: Awaited<ReturnType<typeof execute>>;
  beforeAll(async () => {
    first = await execute(name);
    second = await execute(name);
  }, 5 * MINUTES);

  it("has no failing cell", () => {
    const errors = codeCells(first.notebook).flatMap((cell) =>
      (cell.outputs ?? [])
        .filter((output) => output.output_type === "error")
        .map(({ ename, evalue }) => `${ename}: ${evalue}`),
    );
    expect(errors).toEqual([]);
    expect([first.code, second.code]).toEqual([0, 0]);
  });

  it("shows one run under each cell that ran jobs, with a picture and a text for where the extension is absent", () => {
    for (const cell of codeCells(first.notebook)) {
      // In the lessons every `await` is an action, and naming a file reads its schema (G16).
      const ranJobs = /\bawait\b|\bspark\.read\b/.test(sourceOf(cell));
      const outputs = runOutputs(cell);
      expect(outputs.length, sourceOf(cell)).toBe(ranJobs ? 1 : 0);
      for (const data of outputs) {
        expect(String(data["image/png"])).toMatch(/^iVBORw0KGgo/); // "\x89PNG\r\n\x1a\n" in base64
        expect([data["text/plain"]].flat().join("")).toMatch(/stage/i);
        expect(data).not.toHaveProperty("image/svg+xml");
      }
    }
  });

  it("tells runs in which every job succeeded", () => {
    const runs = runsOf(first.notebook);
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) {
      expect(run.jobs.length).toBeGreaterThan(0);
      expect(run.jobs.flatMap((job) => job.failure ?? [])).toEqual([]);
      expect(run.tasks.length).toBeGreaterThan(0);
    }
  });

  it("gives the same outputs the second time, to the byte", () => {
    // Only their order within a cell may differ: a run's picture comes early when the cell takes long in real time.
    const outputs = (notebook: Notebook) =>
      codeCells(notebook).map((cell) => (cell.outputs ?? []).map((output) => JSON.stringify(output)).sort());
    expect(outputs(second.notebook)).toEqual(outputs(first.notebook));
  });

  it("holds every prediction to its name: a naive one fails, the others are right", () => {
    const verdicts = runsOf(first.notebook).flatMap((run) => run.predictions);
    const predicted = codeCells(first.notebook).filter((cell) => sourceOf(cell).includes("predict(")).length;
    expect(verdicts).toHaveLength(predicted);
    for (const verdict of verdicts) expect(verdict.correct, verdict.id).toBe(!verdict.id?.includes("naive"));
  });
});
