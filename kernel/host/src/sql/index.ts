import type { DataType, ParsedExpression, ParsedQuery, SqlParserPort } from "@stageplay/core";
import type {
  ExpressionContext,
  IdentifierContext,
  SparkSqlParser,
} from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
import { visitDataType } from "./data-type-visitor.js";
import { visitExpression } from "./expression-visitor.js";
import { identifierText } from "./identifiers.js";
import { parseWhole } from "./parse.js";
import { visitQuery } from "./query-visitor.js";
import { sparkGrammar } from "./spark-grammar.js";
import { unsupportedSql } from "./unsupported.js";

/** The parser of SQL strings, with a way to pay for its start early. */
export interface NodeSqlParser extends SqlParserPort {
  /** Loads the grammar and parses a few usual shapes (~0.3 s), so that the user's first string is quick. Call it while idle. */
  preload(): void;
}

/**
 * Parses expression strings and type names by Spark's own grammar. Nothing is loaded before the first use.
 *
 * @example
 * createSqlParser().parseExpression("price * qty AS revenue");
 */
export function createSqlParser(): NodeSqlParser {
  return {
    parseExpression(text): ParsedExpression {
      const { expression, alias } = parseWhole(text, expressionWithAlias);
      const child = visitExpression(expression);
      return alias ? { node: "alias", child, name: identifierText(alias) } : child;
    },
    parseQuery(text): ParsedQuery {
      refuseStatement(text);
      return visitQuery(parseWhole(text.replace(/;\s*$/, ""), (parser) => parser.query()));
    },
    parseDataType: (text): DataType => visitDataType(parseWhole(text, (parser) => parser.dataType())),
    preload() {
      for (const text of USUAL) this.parseExpression(text);
    },
  };
}

/** Says of other statements than queries what they are, rather than where they stop being queries. */
function refuseStatement(text: string): void {
  const keyword = /^\s*([a-z]+)/i.exec(text)?.[1]?.toUpperCase() ?? "";
  // To the grammar a hint is a comment.
  if (/\/\*\+/.test(text)) {
    throw unsupportedSql("a hint (/*+ … */)", "Use df.hint(…) or broadcast(df) before making the view.");
  }
  if (STATEMENTS.has(keyword)) throw unsupportedSql(`${keyword} …`, STATEMENTS.get(keyword)!);
}

const STATEMENTS: ReadonlyMap<string, string> = new Map([
  ["CREATE", 'Make a view with df.createOrReplaceTempView("name").'],
  ["DROP", 'Use spark.catalog.dropTempView("name").'],
  ["INSERT", "Use df.write."],
  ["UPDATE", "Make a new DataFrame with withColumn."],
  ["DELETE", "Make a new DataFrame with filter."],
  ["MERGE", "Use a join, and df.write."],
  ["SHOW", "Use spark.catalog.listTables()."],
  ["DESCRIBE", "Use df.printSchema()."],
  ["EXPLAIN", "Use df.explain()."],
  ["SET", "Use spark.conf.set(key, value)."],
  ["CACHE", "Use df.cache()."],
  ["USE", "There is one database; leave it out."],
]);

/** `expression [[AS] name]`. The grammar's own rule for it prefers a column with aliases, `first (x)`, to the call `first(x)`. */
function expressionWithAlias(parser: SparkSqlParser): { expression: ExpressionContext; alias?: IdentifierContext } {
  const { SparkSqlParser, Token } = sparkGrammar();
  const expression = parser.expression();
  const tokens = parser.tokenStream;
  if (tokens.LA(1) === SparkSqlParser.KW_AS && tokens.LA(2) !== Token.EOF) tokens.consume();
  return /^[\p{L}_`]/u.test(tokens.LT(1)?.text ?? "") ? { expression, alias: parser.identifier() } : { expression };
}

const USUAL = [
  "price > 90 AND qty <= 5 OR name LIKE 'a%'",
  "count(DISTINCT x) AS n",
  "CASE WHEN a IS NOT NULL THEN cast(b AS int) ELSE -1 END",
  "x IN (1, 2.5, 'c') AND NOT y BETWEEN 1 AND 2",
];
