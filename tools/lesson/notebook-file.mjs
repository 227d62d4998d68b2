// Notebooks of lessons as files: where they are, what their cells hold, and copies with and without solutions.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { SetupProblem } from "../setup/problem.mjs";

/**
 * @typedef {{ cell_type: string, id: string, source: string | string[], metadata: { tags?: string[] }, outputs?: unknown[], execution_count?: number | null }} Cell
 * @typedef {{ cells: Cell[], metadata: Record<string, unknown> }} Notebook
 */

/** What a learner finds in place of a solution. */
const YOUR_ANSWER = "// your answer";
/** The first line of a cell that an exercise asks to be filled. */
const EXERCISE_LINE = /^\/\/ Exercise ([A-Za-z][\w-]*\.\d+)\b/;
const LESSON_CALL = /\blesson\(\s*\{[^}]*?\bid:\s*["'`]([^"'`]+)["'`]/;

/**
 * The notebooks that were named, or all lessons.
 * @param {readonly string[]} named relative to where npm was called, or to the repository
 * @param {string} root
 * @throws {SetupProblem} there is no such notebook
 */
export function lessonNotebooks(named, root, env = process.env) {
  const folder = join(root, "notebooks/lessons");
  if (named.length === 0) {
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".ipynb")) : [];
    return names.sort().map((name) => join(folder, name));
  }
  return named.flatMap((name) => {
    const places = [env.INIT_CWD ?? process.cwd(), root, folder].map((from) => resolve(from, name));
    const found = places.find((place) => existsSync(place));
    if (found === undefined)
      throw new SetupProblem(
        `There is no notebook ${name}.`,
        "give the path of an .ipynb file, or of a folder with some.",
      );
    return statSync(found).isDirectory() ? notebooksIn(found) : [notebookAt(found, name)];
  });
}

/** @param {string} folder */
function notebooksIn(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
  if (names.length === 0)
    throw new SetupProblem(`There is no notebook in ${folder}.`, "give a folder with .ipynb files in it.");
  return names.sort().map((name) => join(folder, name));
}

/** @param {string} path @param {string} name as it was given */
function notebookAt(path, name) {
  if (!path.endsWith(".ipynb")) throw new SetupProblem(`${name} is no .ipynb file.`, "give the path of a notebook.");
  return path;
}

/**
 * @param {string} path
 * @returns {Notebook}
 * @throws {SetupProblem} it is no notebook
 */
export function readNotebook(path) {
  const notebook = jsonOf(path);
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells))
    throw new SetupProblem(
      `${basename(path)} is no notebook of format 4: it has no list of cells.`,
      "open it in JupyterLab and save it again, or give another one.",
    );
  return notebook;
}

/** @param {string} path */
function jsonOf(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new SetupProblem(
      `${basename(path)} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      "restore it, from your version control for instance; a merge may have left its marks in it.",
    );
  }
}

/** @param {string} path @param {Notebook} notebook */
export function writeNotebook(path, notebook) {
  writeFileSync(path, `${JSON.stringify(notebook, undefined, 1)}\n`);
}

/** @param {Cell} cell */
export function sourceOf(cell) {
  return Array.isArray(cell.source) ? cell.source.join("") : cell.source;
}

/** @param {Notebook} notebook */
export function codeCells(notebook) {
  return notebook.cells.filter((cell) => cell.cell_type === "code");
}

/** Id of the exercise whose answer belongs into the cell. @param {Cell} cell */
export function exerciseOf(cell) {
  return cell.cell_type === "code" ? EXERCISE_LINE.exec(sourceOf(cell))?.[1] : undefined;
}

/** The lesson that the notebook's first code cell starts; from the file's name when it does not. @param {string} path @param {Notebook} notebook */
export function lessonIdOf(path, notebook) {
  const [first] = codeCells(notebook);
  const id = first === undefined ? undefined : LESSON_CALL.exec(sourceOf(first))?.[1];
  const name = basename(path, ".ipynb");
  return id ?? /^L\d\d/.exec(name)?.[0] ?? name;
}

/**
 * The notebook with the bank's solutions in the cells that wait for them.
 * @param {Notebook} notebook
 * @param {import("@stageplay/core").Bank | undefined} bank
 * @returns {Notebook}
 */
export function filled(notebook, bank) {
  const solutions = new Map((bank?.exercises ?? []).map(({ id, solution }) => [id, solution]));
  const cells = notebook.cells.map((cell) => {
    const id = exerciseOf(cell);
    const solution = id === undefined ? undefined : solutions.get(id);
    return solution === undefined ? cell : { ...cell, source: `${firstLine(cell)}\n${solution}` };
  });
  return { ...notebook, cells };
}

/** The learner's copy: no outputs, and cells with the tag `solution` emptied. @param {Notebook} notebook @returns {Notebook} */
export function stripped(notebook) {
  const cells = notebook.cells.map((cell) => {
    if (cell.cell_type !== "code") return cell;
    const bare = { ...cell, outputs: [], execution_count: null };
    if (!(cell.metadata?.tags ?? []).includes("solution")) return bare;
    return { ...bare, source: exerciseOf(cell) === undefined ? YOUR_ANSWER : [`${firstLine(cell)}\n`, YOUR_ANSWER] };
  });
  return { ...notebook, cells };
}

/** @param {Cell} cell */
function firstLine(cell) {
  return sourceOf(cell).split("\n", 1)[0];
}
