/** How `show` cuts and lines up its cells. */
export interface ShowOptions {
  /** Rows to print. */
  readonly numRows: number;
  /** Longest cell; 0 for no limit, which also lines up on the left. */
  readonly truncate: number;
}

const MIN_WIDTH = 3;

/**
 * The table that `df.show()` prints, character for character as Spark draws it. `rows` holds one row more than is shown when
 * there are more.
 *
 * @example
 * showString(["id"], [["1"], ["2"]], { numRows: 1, truncate: 20 });
 */
export function showString(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  options: ShowOptions,
): string {
  const { numRows, truncate } = options;
  const cut = (cell: string): string => truncated(escaped(cell), truncate);
  const table = [names, ...rows.slice(0, numRows)].map((row) => row.map(cut));
  const widths = names.map((_, i) => Math.max(MIN_WIDTH, ...table.map((row) => halfWidth(row[i]!))));
  const pad = (cell: string, i: number): string => {
    const space = " ".repeat(widths[i]! - halfWidth(cell));
    return truncate > 0 ? space + cell : cell + space;
  };
  const rule = `+${widths.map((width) => "-".repeat(width)).join("+")}+\n`;
  const [header, ...body] = table.map((row) => `|${row.map(pad).join("|")}|\n`);
  const more = rows.length > numRows ? `only showing top ${numRows} row${numRows === 1 ? "" : "s"}\n` : "";
  return `${rule}${header}${rule}${body.join("")}${rule}${more}`;
}

const META: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
  "\b": "\\b",
  "\u000b": "\\v",
  "\u0007": "\\a",
};

/** Control characters as Spark writes them, so that a cell stays on its line. */
function escaped(cell: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to escape
  return cell.replace(/[\n\r\t\f\b\u000b\u0007]/g, (char) => META[char]!);
}

const FULL_WIDTH = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g;

/** Columns that a cell takes as Spark counts them: two for a full-width character, one for any other UTF-16 unit. */
function halfWidth(cell: string): number {
  return cell.length + (cell.match(FULL_WIDTH)?.length ?? 0);
}

function truncated(cell: string, limit: number): string {
  const characters = [...cell];
  if (limit <= 0 || characters.length <= limit) return cell;
  return limit < 4 ? characters.slice(0, limit).join("") : `${characters.slice(0, limit - 3).join("")}...`;
}
