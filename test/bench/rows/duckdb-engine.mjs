import { DuckDBInstance } from "@duckdb/node-api";
import { cpuTime } from "../cpu-time.mjs";

const AGGREGATES = { sum: "sum", mean: "avg" };

/** DuckDB in this process, with one thread and with as many as it likes; what all of its threads take is counted. */
export async function openDuckDB(files) {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const { cpuMs } = await cpuTime(async () => {
    for (const [name, path] of Object.entries(files)) {
      await connection.run(`CREATE TABLE ${name} AS SELECT * FROM '${path}'`);
    }
  });
  const threads = Number((await connection.runAndReadAll("SELECT current_setting('threads')")).getRows()[0][0]);
  const inMemory = (name) => name;
  const onDisk = (name) => `'${files[name]}'`;
  const variant = (name, count, source) => ({
    name,
    prepare: () => connection.run(`SET threads = ${count}`),
    ask: (question) => connection.run(sql(question, source)),
  });
  return {
    setUp: [{ name: "read all tables into memory", cpuMs }],
    variants: [
      variant("memory, 1 thread", 1, inMemory),
      variant("parquet, 1 thread", 1, onDisk),
      variant(`memory, ${threads} threads`, threads, inMemory),
      variant(`parquet, ${threads} threads`, threads, onDisk),
    ],
    rowsOf: async (result) => (await result.getRows()).map((row) => row.map(plain)),
  };
}

function sql(question, source) {
  if (question.by) {
    const keys = question.by.join(", ");
    const aggregates = question.aggregates.map(([name, column]) => `${AGGREGATES[name]}(${column})`);
    return `SELECT ${[keys, ...aggregates].join(", ")} FROM ${source(question.table)} GROUP BY ${keys}`;
  }
  const sums = question.sums.map((column) => `sum(${column})`);
  const tables = `${source(question.left)} JOIN ${source(question.right)} USING (${question.key})`;
  return `SELECT ${["count(*)", ...sums].join(", ")} FROM ${tables}`;
}

/** Sums of integers are 128 bits wide. */
function plain(value) {
  return typeof value === "bigint" ? Number(value) : value;
}
