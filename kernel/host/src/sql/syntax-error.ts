import { AnalysisException, type SparkError } from "@stageplay/core";

/** Where a parser stopped. Positions count as Spark's do: lines from 1, characters from 0. */
export interface SyntaxProblem {
  readonly line: number;
  readonly position: number;
  /** The token that does not fit; empty at the end of the input. */
  readonly offending: string;
  /** True when everything before the token was a complete expression. */
  readonly extra?: boolean;
}

/** Spark's PARSE_SYNTAX_ERROR: the offending text, its place under the user's string, and a hint. */
export function syntaxError(text: string, problem: SyntaxProblem): SparkError {
  if (text.trim() === "") {
    return new AnalysisException({
      condition: "PARSE_EMPTY_STATEMENT",
      message: "Syntax error, unexpected empty statement.",
      nextStep: 'Write an expression, for example "price > 90".',
    });
  }
  const { line, position, offending } = problem;
  const near = offending === "" ? "end of input" : `'${offending}'`;
  const extra = problem.extra ? `: extra input ${near}` : "";
  return new AnalysisException({
    condition: "PARSE_SYNTAX_ERROR",
    message: `Syntax error at or near ${near}${extra}. (line ${line}, pos ${position})\n${snippet(text, line, position)}`,
    nextStep: hint(text, problem),
    parameters: { error: near, line: String(line), position: String(position) },
  });
}

/** Spark's drawing of the place: the SQL with a line of dashes and carets below the faulty one. */
export function snippet(text: string, line: number, position: number): string {
  const lines = text.split("\n");
  lines.splice(line, 0, `${"-".repeat(position)}^^^`);
  return `\n== SQL ==\n${lines.join("\n")}`;
}

function hint(text: string, { offending, position, line }: SyntaxProblem): string {
  const before = text.split("\n")[line - 1]!.slice(0, position);
  const known = OFFENDING_HINTS[offending];
  if (offending === "") return endOfInputHint(text);
  if (offending === "=" || offending === "==") return "Compare with a single = (or ==); === is not SQL.";
  if (offending === "&" && /&\s*$/.test(before)) return "Write AND for a logical and; & is the bitwise one.";
  if (/^['"]$/.test(offending) || /^['"]/.test(offending)) {
    return /\bas\s*$/i.test(before)
      ? "Write an alias without quotes, or in `backticks`."
      : "Close the quote, and put an operator between a value and a string.";
  }
  return (
    known ??
    `Look before '${offending}': an operator (AND, OR, +, =, …) may be missing, and names with spaces or dashes need \`backticks\`.`
  );
}

const OFFENDING_HINTS: Readonly<Record<string, string>> = {
  ",": "One string holds one expression: pass several as separate arguments.",
  ")": "Remove this parenthesis, or open it before, or give the missing argument.",
  ";": "Leave out the semicolon.",
  $: 'Name the column without $, for example "price > 90".',
  "?": "Write CASE WHEN … THEN … ELSE … END instead of ? and :.",
  "`": "Close the backtick around the name.",
  "|": "Write OR for a logical or; | is the bitwise one.",
};

function endOfInputHint(text: string): string {
  const open = text.split("(").length - text.split(")").length;
  if (open > 0) return `Close the parenthesis: ${open} still open.`;
  if (/\bcase\b/i.test(text) && !/\bend\b/i.test(text)) return "Close CASE with END.";
  const last = /(\S+)\s*$/.exec(text)?.[1] ?? "";
  return `Add what should follow '${last}'.`;
}
