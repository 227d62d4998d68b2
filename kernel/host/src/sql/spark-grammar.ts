import { createRequire } from "node:module";
import type * as antlr from "antlr4ng";
import type { SparkSqlLexer } from "dt-sql-parser/dist/lib/spark/SparkSqlLexer.js";
import type { SparkSqlParser } from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";

/** What `tools/sql-grammar.mjs` bundles. */
export interface SparkGrammar {
  readonly SparkSqlLexer: typeof SparkSqlLexer;
  readonly SparkSqlParser: typeof SparkSqlParser;
  readonly CharStreams: typeof antlr.CharStreams;
  readonly CommonTokenStream: typeof antlr.CommonTokenStream;
  readonly PredictionMode: typeof antlr.PredictionMode;
  readonly Token: typeof antlr.Token;
}

let loaded: SparkGrammar | undefined;

/** Loads the grammar at its first use: 0.9 MB of tables, ~80 ms. The package refers to itself, so that bundling the host changes nothing. */
export function sparkGrammar(): SparkGrammar {
  loaded ??= createRequire(import.meta.url)("@stageplay/kernel/spark-grammar") as SparkGrammar;
  return loaded;
}
