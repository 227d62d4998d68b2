import type { DataType, ParsedExpression, SqlParserPort } from "@stageplay/core";
import type {
  ExpressionContext,
  IdentifierContext,
  SparkSqlParser,
} from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
import { visitDataType } from "./data-type-visitor.js";
import { visitExpression } from "./expression-visitor.js";
import { identifierText } from "./identifiers.js";
import { parseWhole } from "./parse.js";
import { sparkGrammar } from "./spark-grammar.js";

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
    parseDataType: (text): DataType => visitDataType(parseWhole(text, (parser) => parser.dataType())),
    preload() {
      for (const text of USUAL) this.parseExpression(text);
    },
  };
}

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
