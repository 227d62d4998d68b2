// Writes the generated tables as Parquet files, by DuckDB, so that no reader here is measured on files of its own writer.
import { DOUBLE, DuckDBDataChunk, DuckDBInstance, INTEGER, VARCHAR } from "@duckdb/node-api";
import { answerParent } from "../in-child.mjs";
import { tables } from "./tables.mjs";

/** Rows of one of DuckDB's vectors. */
const CHUNK = 2048;

await answerParent(async ({ files, rows }) => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const [name, columns] of Object.entries(tables(rows))) {
    const types = Object.values(columns).map(typeOf);
    await connection.run(`CREATE TABLE ${name} (${Object.keys(columns).map((column, i) => `${column} ${types[i]}`)})`);
    const appender = await connection.createAppender(name);
    const arrays = Object.values(columns);
    for (let start = 0; start < arrays[0].length; start += CHUNK) {
      const chunk = DuckDBDataChunk.create(types);
      chunk.setColumns(arrays.map((array) => Array.from(array.slice(start, start + CHUNK))));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    await connection.run(`COPY ${name} TO '${files[name]}' (FORMAT parquet, COMPRESSION snappy)`);
  }
  return "written";
});

function typeOf(column) {
  if (column instanceof Int32Array) return INTEGER;
  return column instanceof Float64Array ? DOUBLE : VARCHAR;
}
