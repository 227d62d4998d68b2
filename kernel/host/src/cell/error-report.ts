import { inspect } from "node:util";
import { SparkError } from "@stageplay/core";
import type { UserFrame } from "../tslab/cell-sources.js";
import { predictionProblem } from "./prediction-problem.js";

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
  const describeProblem = ({ problem, messages, spark }: ToldProblem): string => {
    const { line, character } = problem.start;
    const where = `${problem.fileName ?? file}:${line + 1}:${character + 1}`;
    const what = spark === undefined ? `TS${problem.code}: ${messages.join("\n")}` : spark.message;
    const head = `${where} - ${red(bold("error"))} ${what}`;
    const text = problem.fileName === undefined ? lines[line] : undefined;
    if (text === undefined) return head;
    const length = problem.end.line === line ? problem.end.character - character : text.length - character;
    const gutter = `${line + 1} | `;
    const mark = `${" ".repeat(gutter.length + character)}${red("~".repeat(Math.max(1, length)))}`;
    return `${head}\n${gutter}${text}\n${mark}`;
  };
  const told = byPlace(problems).map((placed) => ({ ...placed, spark: inSparksWords(placed, lines) }));
  const evalue = told
    .map(({ problem, messages, spark }) =>
      spark === undefined ? `${messages.join("\n")} (line ${problem.start.line + 1})` : spark.message,
    )
    .join("\n");
  const ename = told.every(({ spark }) => spark !== undefined) ? "SparkError" : "TypeScriptError";
  return { ename, evalue, traceback: told.map(describeProblem) };
}

/** A problem, and the error that the kernel has for it in place of TypeScript's own words. */
interface ToldProblem extends PlacedProblem {
  readonly spark: SparkError | undefined;
}

function inSparksWords({ problem, messages }: PlacedProblem, lines: readonly string[]): SparkError | undefined {
  if (problem.fileName !== undefined) return undefined;
  const { line, character } = problem.start;
  const text = lines[line] ?? "";
  const before = [...lines.slice(0, line), text.slice(0, character)].join("\n");
  return predictionProblem(messages, before, /^\w*/.exec(text.slice(character))![0]);
}

interface PlacedProblem {
  readonly problem: CompileProblem;
  readonly messages: readonly string[];
}

/**
 * tslab gives each line of a nested message as a problem of its own: a call that fits no overload has two for each of them. The
 * first line says what is wrong and the last one why.
 */
function byPlace(problems: readonly CompileProblem[]): PlacedProblem[] {
  const samePlace = (a: CompileProblem, b: CompileProblem): boolean =>
    a.fileName === b.fileName && isSame(a.start, b.start) && isSame(a.end, b.end);
  const placed: PlacedProblem[] = [];
  for (const problem of problems) {
    const last = placed.at(-1);
    if (last === undefined || !samePlace(last.problem, problem)) {
      placed.push({ problem, messages: [problem.messageText] });
    } else {
      placed[placed.length - 1] = { problem: last.problem, messages: [last.messages[0]!, problem.messageText] };
    }
  }
  return placed;
}

function isSame(a: CompileProblem["start"], b: CompileProblem["start"]): boolean {
  return a.line === b.line && a.character === b.character;
}

function nameAndMessage(error: unknown): { ename: string; evalue: string } {
  if (error instanceof Error) return { ename: error.name, evalue: error.message };
  return { ename: "Thrown", evalue: typeof error === "string" ? error : inspect(error) };
}

/** The error and its causes; of these only what the lines above do not say already. */
function describe(error: unknown, framesOf: (stack: string) => readonly UserFrame[], causes: number): string[] {
  const lines: string[] = [];
  let next: unknown = error;
  for (let depth = 0; depth <= causes && next !== undefined; depth++) {
    const { ename, evalue } = nameAndMessage(next);
    const places = next instanceof Error ? placesOf(next, framesOf) : [];
    const said = lines.join("\n");
    const isNews = [...evalue.split("\n"), ...places].some((line) => !said.includes(line));
    if (isNews) lines.push(`${depth === 0 ? "" : "Caused by "}${red(bold(ename))}: ${evalue}`, ...places);
    next = next instanceof Error ? next.cause : undefined;
  }
  return lines;
}

/** The user's line and the calls that led there, and the call site that the error knows when the stack does not tell. */
function placesOf(error: Error, framesOf: (stack: string) => readonly UserFrame[]): string[] {
  const frames = framesOf(error.stack ?? "").slice(0, MAX_FRAMES);
  const [first] = frames;
  const line = first?.text === undefined ? [] : [`${first.line} | ${first.text.trimEnd()}`];
  const places = [...line, ...frames.map((frame) => `    at ${frameText(frame)}`)];
  const callSite = error instanceof SparkError ? error.callSite : undefined;
  const where = callSite?.replace(/^.* at /, "") ?? "";
  const isKnown = [error.message, ...places].some((text) => text.includes(where));
  return isKnown ? places : [`At: ${callSite}`, ...places];
}

function frameText({ file, line, column, functionName }: UserFrame): string {
  const place = `${file}:${line}:${column}`;
  return functionName === undefined ? place : `${functionName} (${place})`;
}
