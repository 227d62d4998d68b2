// Bundles the SparkSQL grammar of dt-sql-parser into one CommonJS file, because its ES modules import without extensions and
// Node cannot load them. `node tools/sql-grammar.mjs` builds it once; Vitest takes this file as a `globalSetup`.
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outfile = join(root, "kernel/host/dist/sql/spark-grammar.cjs");

const entry = `
  export { SparkSqlLexer } from "dt-sql-parser/dist/lib/spark/SparkSqlLexer.js";
  export { SparkSqlParser } from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
  export { CharStreams, CommonTokenStream, PredictionMode, Token } from "antlr4ng";
`;

/** Writes `kernel/host/dist/sql/spark-grammar.cjs`, unless it is there and newer than what it is made of. */
export async function buildSqlGrammar() {
  const inputs = [fileURLToPath(import.meta.url), join(root, "node_modules/dt-sql-parser/package.json")];
  if (existsSync(outfile) && inputs.every((input) => statSync(input).mtimeMs <= statSync(outfile).mtimeMs)) return;
  await build({
    stdin: { contents: entry, resolveDir: join(root, "kernel/host") },
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "warning",
  });
}

/** Vitest's global set-up. */
export const setup = buildSqlGrammar;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildSqlGrammar();
