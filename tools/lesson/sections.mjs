// The sections of a lesson's notebook.
import { sourceOf } from "./notebook-file.mjs";

/**
 * @typedef {object} Section
 * @property {string} name the heading without the claims behind it: `2. One action, one job?` of `## 2. One action, one job? (C002)`
 * @property {string} cell id of the cell with the heading, which a link can name
 * @property {boolean} runs whether it has a cell that runs something, beside questions
 */

/** What asks, and runs nothing. */
const ASKS = /^\s*(quiz|recap|hint|progress|interview)\(/;

/** @param {import("./notebook-file.mjs").Notebook} notebook @returns {Section[]} */
export function sectionsOf(notebook) {
  /** @type {Section[]} */
  const sections = [];
  for (const cell of notebook.cells) {
    if (cell.cell_type === "code") {
      const last = sections.at(-1);
      if (last !== undefined && !ASKS.test(sourceOf(cell))) last.runs = true;
      continue;
    }
    const headings = sourceOf(cell).matchAll(/^#{1,3} +(.+?)(?: \((?:C\d+|[A-Za-z][\w-]*\.\d+)(?:, C\d+)*\))?\s*$/gm);
    for (const [, name] of headings) sections.push({ name: /** @type {string} */ (name), cell: cell.id, runs: false });
  }
  return sections;
}
