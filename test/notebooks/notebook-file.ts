import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface Output {
  readonly output_type: "stream" | "display_data" | "execute_result" | "error";
  readonly data?: Readonly<Record<string, unknown>>;
  readonly ename?: string;
  readonly evalue?: string;
}

export interface Cell {
  readonly cell_type: "code" | "markdown";
  readonly id: string;
  readonly source: string | readonly string[];
  readonly execution_count?: number | null;
  readonly outputs?: readonly Output[];
}

/** A notebook file, as much of nbformat 4.5 as the tests look at. */
export interface Notebook {
  readonly nbformat: number;
  readonly nbformat_minor: number;
  readonly metadata: { readonly kernelspec?: { readonly name: string; readonly language?: string } };
  readonly cells: readonly Cell[];
}

export const NOTEBOOKS: string = fileURLToPath(new URL("../../notebooks", import.meta.url));

/** File names of the project's notebooks, in order. */
export function notebookNames(): string[] {
  return readdirSync(NOTEBOOKS)
    .filter((name) => name.endsWith(".ipynb"))
    .sort();
}

export function readNotebook(path: string): Notebook {
  return JSON.parse(readFileSync(path, "utf8")) as Notebook;
}

export function sourceOf(cell: Cell): string {
  return typeof cell.source === "string" ? cell.source : cell.source.join("");
}
