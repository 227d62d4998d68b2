import { describe, expect, it } from "vitest";
import { NOTEBOOKS, notebookNames, readNotebook, sourceOf } from "./notebook-file.js";

describe.each(notebookNames())("%s as it is saved", (name) => {
  const notebook = readNotebook(`${NOTEBOOKS}/${name}`);
  const code = notebook.cells.filter((cell) => cell.cell_type === "code");

  it("is nbformat 4.5 for our kernel, with an id for each cell", () => {
    expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
    expect(notebook.metadata.kernelspec).toMatchObject({ name: "stageplay", language: "typescript" });
    const ids = notebook.cells.map((cell) => cell.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
  });

  it("holds no outputs: they are made by running it", () => {
    expect(code.length).toBeGreaterThan(0);
    for (const cell of code) expect([cell.outputs, cell.execution_count]).toEqual([[], null]);
  });

  it("has short cells", () => {
    for (const cell of code) expect(sourceOf(cell).split("\n").length, sourceOf(cell)).toBeLessThanOrEqual(12);
  });
});
