import type { RecognitionException, Recognizer, Token } from "antlr4ng";
import type { SparkSqlParser } from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
import { type SparkGrammar, sparkGrammar } from "./spark-grammar.js";
import { type SyntaxProblem, syntaxError } from "./syntax-error.js";

/**
 * Parses the whole of `text` by `rule`. ANTLR's fast SLL prediction first; only if that fails, the exact LL one, as Spark itself does.
 * @throws SparkError PARSE_SYNTAX_ERROR
 */
export function parseWhole<T>(text: string, rule: (parser: SparkSqlParser) => T): T {
  const { PredictionMode } = sparkGrammar();
  const fast = attempt(text, rule, PredictionMode.SLL);
  if ("tree" in fast) return fast.tree;
  const exact = attempt(text, rule, PredictionMode.LL);
  if ("tree" in exact) return exact.tree;
  throw syntaxError(text, furtherProblem(text, exact.problem));
}

/**
 * A rule without an end of its own stops before an operator whose right side is missing or wrong, and would blame the operator.
 * Inside parentheses it cannot stop there, so a second parse finds what is really in the way.
 */
function furtherProblem(text: string, problem: SyntaxProblem): SyntaxProblem {
  if (!problem.extra || /^[\w`'"),;]/.test(problem.offending)) return problem;
  const wrapped = attempt(`(${text}\n)`, (parser) => parser.valueExpression(), sparkGrammar().PredictionMode.LL);
  if ("tree" in wrapped) return problem;
  const { line, position, offending } = wrapped.problem;
  const lines = text.split("\n");
  if (line > lines.length) return { line: lines.length, position: lines.at(-1)!.length, offending: "" };
  return { line, position: line === 1 ? position - 1 : position, offending };
}

type Attempt<T> = { readonly tree: T } | { readonly problem: SyntaxProblem };

function attempt<T>(text: string, rule: (parser: SparkSqlParser) => T, mode: number): Attempt<T> {
  const grammar = sparkGrammar();
  const problems: SyntaxProblem[] = [];
  const listener = problemListener(problems);
  const lexer = new grammar.SparkSqlLexer(grammar.CharStreams.fromString(text));
  lexer.removeErrorListeners();
  lexer.addErrorListener(listener);
  const tokens = new grammar.CommonTokenStream(lexer);
  tokens.fill();
  minusAsPlus(tokens.getTokens(), grammar);
  const parser = new grammar.SparkSqlParser(tokens);
  parser.removeErrorListeners();
  parser.addErrorListener(listener);
  parser.interpreter.predictionMode = mode;
  const tree = rule(parser);
  const next = tokens.LT(1);
  if (problems.length === 0 && next && next.type !== grammar.Token.EOF) problems.push({ ...place(next), extra: true });
  const first = problems.sort((a, b) => a.line - b.line || a.position - b.position)[0];
  return first ? { problem: first } : { tree };
}

/**
 * The grammar reads `a - b` as one misspelt name `a-b` wherever a name may stand, which breaks precedence (`x * a - b`). PLUS binds
 * exactly as MINUS does and never continues a name, so the minus goes in as PLUS and keeps its text, by which the visitor tells them apart.
 */
function minusAsPlus(tokens: readonly Token[], { SparkSqlParser }: SparkGrammar): void {
  for (const token of tokens) if (token.type === SparkSqlParser.MINUS) token.type = SparkSqlParser.PLUS;
}

function place(token: Token): SyntaxProblem {
  const offending = token.text === "<EOF>" ? "" : (token.text ?? "");
  return { line: token.line, position: token.column, offending };
}

function problemListener(problems: SyntaxProblem[]) {
  return {
    syntaxError(
      _recognizer: Recognizer<never>,
      offending: Token | null,
      line: number,
      position: number,
      message: string,
      _error: RecognitionException | null,
    ): void {
      // The lexer reports no token; its message quotes the text: "token recognition error at: '$'".
      const quoted = /at: '([\s\S]*)'$/.exec(message)?.[1] ?? "";
      problems.push(offending ? place(offending) : { line, position, offending: quoted.slice(0, 1) });
    },
    reportAmbiguity(): void {},
    reportAttemptingFullContext(): void {},
    reportContextSensitivity(): void {},
  };
}
