import { SparkError } from "../errors/index.js";
import type { FileSplit, OpenScan, Ports } from "../ports.js";

/** Ports over text files in memory: what tests of the core need, nothing of Node. */
export function testPorts(files: Readonly<Record<string, string>> = {}): Ports {
  const refuse = (what: string) => (): never => {
    throw new Error(`the test ports have no ${what}`);
  };
  const scan: OpenScan = { read: (split) => [linesOf(files[split.path]!, split)] };
  return {
    files: {
      list: (path) => {
        const text = files[path];
        if (text !== undefined) return [{ path, size: text.length }];
        throw new SparkError({ condition: "PATH_NOT_FOUND", message: `Path does not exist: ${path}.` });
      },
      open: () => Promise.resolve(scan),
      openNow: () => scan,
      inferSchema: refuse("schemas"),
      createWriter: refuse("output"),
    },
    sql: { parseExpression: refuse("SQL"), parseQuery: refuse("SQL"), parseDataType: refuse("SQL") },
    host: {
      breathe,
      interrupted: () => false,
      userFrame: () => undefined,
      print: () => {},
    },
  };
}

/** The lines that start in the split, by Hadoop's rule. */
function linesOf(text: string, { start, length }: FileSplit): { numRows: number; columns: string[][] } {
  const lines: string[] = [];
  let position = start === 0 ? 0 : text.indexOf("\n", start - 1) + 1;
  while (position < start + length && position < text.length) {
    const end = text.indexOf("\n", position);
    lines.push(text.slice(position, end === -1 ? undefined : end));
    if (end === -1) break;
    position = end + 1;
  }
  return { numRows: lines.length, columns: [lines] };
}

/** Longer than any chain of promises between the end of a job and whoever waits for it; a host gives a whole turn of its event loop. */
async function breathe(): Promise<void> {
  for (let i = 0; i < 50; i++) await undefined;
}
