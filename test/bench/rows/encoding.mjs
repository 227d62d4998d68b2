import { medianCpu } from "../cpu-time.mjs";
import { tables } from "./tables.mjs";

/** What it costs to make a dictionary column (codes and distinct values) of strings: part of reading, and of no question. */
export async function measureEncoding(reporter, rows) {
  const { x } = tables(rows);
  for (const column of ["id1", "id3"]) {
    const cpuMs = await medianCpu(() => encode(x[column]), { runs: 5 });
    reporter.add(`rows: dictionary of ${column}`, cpuMs, "ms CPU", `${new Set(x[column]).size} distinct values`);
  }
}

function encode(values) {
  const codes = new Int32Array(values.length);
  const dictionary = new Map();
  for (let i = 0; i < values.length; i++) {
    let code = dictionary.get(values[i]);
    if (code === undefined) {
      code = dictionary.size;
      dictionary.set(values[i], code);
    }
    codes[i] = code;
  }
  return { codes, dictionary };
}
