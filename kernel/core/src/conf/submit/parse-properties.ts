/** A line of a properties file. */
export interface PropertyLine {
  readonly key: string;
  readonly value: string;
  /** Counts from 1. */
  readonly line: number;
}

/**
 * Reads a properties file as Java does: key and value with `=`, `:` or blanks between them, `#` and `!` for comments, a backslash at the end
 * of a line for more of it. Values are trimmed, as Spark trims them.
 *
 * @example
 * parseProperties("spark.executor.memory 4g")[0].value; // "4g"
 */
export function parseProperties(text: string): PropertyLine[] {
  const lines = text.split(/\r\n?|\n/);
  const properties: PropertyLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = i + 1;
    let logical = lines[i]!.trimStart();
    if (logical === "" || /^[#!]/.test(logical)) continue;
    while (/(^|[^\\])(\\\\)*\\$/.test(logical) && i + 1 < lines.length)
      logical = logical.slice(0, -1) + lines[++i]!.trimStart();
    const match = /^((?:\\.|[^\\=:\s])+)\s*[=:\s]?\s*([\s\S]*)$/.exec(logical);
    if (match !== null) properties.push({ key: unescaped(match[1]!), value: unescaped(match[2]!).trim(), line });
  }
  return properties;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, char: string) => ({ n: "\n", t: "\t", r: "\r" })[char] ?? char);
}
