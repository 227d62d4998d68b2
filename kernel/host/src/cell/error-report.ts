import { inspect } from "node:util";
import type { UserFrame } from "../tslab/cell-sources.js";

/** An error as Jupyter shows it. */
export interface ErrorReport {
  readonly ename: string;
  readonly evalue: string;
  /** Lines of text, with ANSI colours. */
  readonly traceback: readonly string[];
}

/** The part of tslab's diagnostic that is shown; lines and characters count from 0. */
export interface CompileProblem {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  readonly messageText: string;
  readonly code: number;
  readonly fileName?: string;
}

const MAX_FRAMES = 10;
const MAX_CAUSES = 3;

const bold = (text: string) => `\u001b[1m${text}\u001b[22m`;
const red = (text: string) => `\u001b[31m${text}\u001b[39m`;

/** Reports something thrown, with the user's own frames only. */
export function errorReport(error: unknown, framesOf: (stack: string) => readonly UserFrame[]): ErrorReport {
  const { ename, evalue } = nameAndMessage(error);
  return { ename, evalue, traceback: describe(error, framesOf, MAX_CAUSES) };
}

/** Reports why TypeScript refused a cell. */
export function compileReport(problems: readonly CompileProblem[], file: string, source: string): ErrorReport {
  const lines = source.split("\n");
  const describeProblem = (problem: CompileProblem): string => {
    const { line, character } = problem.start;
    const where = `${problem.fileName ?? file}:${line + 1}:${character + 1}`;
    const head = `${where} - ${red(bold("error"))} TS${problem.code}: ${problem.messageText}`;
    const text = problem.fileName === undefined ? lines[line] : undefined;
    if (text === undefined) return head;
    const length = problem.end.line === line ? problem.end.character - character : text.length - character;
    const gutter = `${line + 1} | `;
    const mark = `${" ".repeat(gutter.length + character)}${red("~".repeat(Math.max(1, length)))}`;
    return `${head}\n${gutter}${text}\n${mark}`;
  };
  const evalue = problems.map((problem) => `${problem.messageText} (line ${problem.start.line + 1})`).join("\n");
  return { ename: "TypeScriptError", evalue, traceback: problems.map(describeProblem) };
}

function nameAndMessage(error: unknown): { ename: string; evalue: string } {
  if (error instanceof Error) return { ename: error.name, evalue: error.message };
  return { ename: "Thrown", evalue: typeof error === "string" ? error : inspect(error) };
}

function describe(error: unknown, framesOf: (stack: string) => readonly UserFrame[], causes: number): string[] {
  const { ename, evalue } = nameAndMessage(error);
  const lines = [`${red(bold(ename))}: ${evalue}`];
  if (!(error instanceof Error)) return lines;
  const frames = framesOf(error.stack ?? "").slice(0, MAX_FRAMES);
  const [first] = frames;
  if (first?.text !== undefined) lines.push(`${first.line} | ${first.text.trimEnd()}`);
  for (const frame of frames) lines.push(`    at ${frameText(frame)}`);
  if (error.cause !== undefined && causes > 0) {
    const [head, ...rest] = describe(error.cause, framesOf, causes - 1);
    lines.push(`Caused by ${head}`, ...rest);
  }
  return lines;
}

function frameText({ file, line, column, functionName }: UserFrame): string {
  const place = `${file}:${line}:${column}`;
  return functionName === undefined ? place : `${functionName} (${place})`;
}
