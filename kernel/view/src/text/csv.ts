import type { TextTable } from "./ledger-tables.js";
import { printable } from "./printable.js";

/** What a spreadsheet takes for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const QUOTED = /["\n\r,]/;

/**
 * A table as CSV (RFC 4180). Texts of a run may be hostile: a cell that a spreadsheet would compute is written with an apostrophe before it.
 *
 * @example
 * csv({ heads: ["Task", "Error"], rows: [["0:1", "=1+1"]] }); // "Task,Error\r\n0:1,'=1+1\r\n"
 */
export function csv({ heads, rows }: TextTable): string {
  return [heads, ...rows].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

function cell(text: string): string {
  const plain = printable(text);
  const inert = FORMULA.test(plain) && !NUMBER.test(plain) ? `'${plain}` : plain;
  return QUOTED.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
