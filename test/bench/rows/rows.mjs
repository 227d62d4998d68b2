import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inChild } from "../in-child.mjs";
import { at } from "../paths.mjs";
import { measureEncoding } from "./encoding.mjs";
import { QUESTIONS } from "./questions.mjs";
import { difference } from "./same-rows.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** groupBy and join over generated rows: CPU time beside DuckDB and arquero, after all have given the same rows. */
export async function measureRows(reporter, { quick }) {
  const rows = quick ? 100_000 : 1_000_000;
  const runs = quick ? 3 : 5;
  const files = await parquetFiles(rows);
  const engines = {};
  for (const engine of ["stageplay", "duckdb", "arquero"]) {
    engines[engine] = await inChild(here("./engine-process.mjs"), { engine, files, rows, runs });
  }
  reporter.heading(`rows: ${rows.toLocaleString("en")} of them; CPU time of all threads, median of ${runs}`);
  for (const [engine, { setUp }] of Object.entries(engines)) {
    for (const { name, cpuMs } of setUp) reporter.add(`rows: ${engine}: ${name}`, cpuMs, "ms CPU");
  }
  await measureEncoding(reporter, rows);
  for (const variant of ["memory", "parquet"]) {
    for (const question of QUESTIONS) compare(reporter, question, variant, engines);
  }
}

/** Written once for each number of rows: the same seed gives the same rows. */
async function parquetFiles(rows) {
  const folder = at(`out/bench-rows-${rows}`);
  const names = ["x", "fact", "big", "small"];
  const files = Object.fromEntries(names.map((name) => [name, `${folder}/${name}.parquet`]));
  if (!Object.values(files).every(existsSync)) {
    mkdirSync(folder, { recursive: true });
    await inChild(here("./write-tables.mjs"), { files, rows });
  }
  return files;
}

function compare(reporter, question, variant, { stageplay, duckdb, arquero }) {
  const of = ({ answers }) => answers.filter((answer) => answer.question === question.id);
  const label = `${question.id}: ${question.title}, ${variant}`;
  const ours = of(stageplay).find((answer) => answer.variant === variant);
  const ducks = of(duckdb).filter((answer) => answer.variant.startsWith(variant));
  const [arrow] = of(arquero);
  for (const [name, { rows }] of [...ducks.map((duck) => [`DuckDB (${duck.variant})`, duck]), ["arquero", arrow]]) {
    const wrong = difference(rows, ours.rows);
    if (wrong !== undefined) {
      reporter.fail(label, `not what ${name} found: ${wrong}`);
      return;
    }
  }
  const threads = ducks.map((duck) => `${duck.cpuMs.toFixed(1)} on ${duck.variant.split(", ")[1]}`);
  const [single] = ducks;
  const others = `DuckDB ${threads.join(", ")}; arquero ${arrow.cpuMs.toFixed(1)}`;
  const note = `${times(ours.cpuMs, single.cpuMs)} × DuckDB, ${times(arrow.cpuMs, ours.cpuMs)} × faster than arquero (${others})`;
  reporter.add(label, ours.cpuMs, "ms CPU", note, {
    timesDuckDB: ours.cpuMs / single.cpuMs,
    timesFasterThanArquero: arrow.cpuMs / ours.cpuMs,
  });
}

function times(a, b) {
  return (a / b).toFixed(a < b * 10 ? 2 : 0);
}
