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
  const cut = (cell: string): string => truncated(cell, truncate);
  const table = [names, ...rows.slice(0, numRows)].map((row) => row.map(cut));
  const widths = names.map((_, i) => Math.max(MIN_WIDTH, ...table.map((row) => [...row[i]!].length)));
  const pad = (cell: string, i: number): string => {
    const space = " ".repeat(widths[i]! - [...cell].length);
    return truncate > 0 ? space + cell : cell + space;
  };
  const rule = `+${widths.map((width) => "-".repeat(width)).join("+")}+\n`;
  const [header, ...body] = table.map((row) => `|${row.map(pad).join("|")}|\n`);
  const more = rows.length > numRows ? `only showing top ${numRows} row${numRows === 1 ? "" : "s"}\n` : "";
  return `${rule}${header}${rule}${body.join("")}${rule}${more}`;
}

function truncated(cell: string, limit: number): string {
  const characters = [...cell];
  if (limit <= 0 || characters.length <= limit) return cell;
  return limit < 4 ? characters.slice(0, limit).join("") : `${characters.slice(0, limit - 3).join("")}...`;
}
