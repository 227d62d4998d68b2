import type { Diagnostic } from "tslab/dist/converter.js";
import type { Executor } from "tslab/dist/executor.js";
import { type Cell, CellCompiler } from "./cell-compiler.js";
import { CellSources } from "./cell-sources.js";
import { LOOP_GUARD } from "./loop-guards.js";
import { loadTslab, type Tslab } from "./tslab.js";

/** How a cell ended. */
export type CellOutcome =
  /** `value` is that of the last expression, awaited; undefined when there is none. */
  | { readonly kind: "done"; readonly value: unknown }
  /** TypeScript refused the cell; nothing of it ran. */
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "threw"; readonly error: unknown };

export interface CellEngineOptions {
  /** Declaration file of the names that are in scope in every cell … */
  readonly declarations: string;
  /** … and their values. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Names whose value is asked for anew at each use, until a cell declares them itself. */
  readonly live: Readonly<Record<string, () => unknown>>;
  /** Called in every turn of a user's loop; throws to end it. */
  readonly loopGuard: () => void;
}

export interface Completion {
  readonly matches: readonly string[];
  readonly start: number;
  readonly end: number;
}

export type Completeness =
  | { readonly status: "complete" | "invalid" }
  | { readonly status: "incomplete"; readonly indent: string };

/** Compiles and runs cells in one common scope, by tslab. Positions are UTF-16 offsets. */
export class CellEngine {
  readonly sources: CellSources = new CellSources();
  private readonly tslab: Tslab;
  private readonly compiler: CellCompiler;
  private readonly executor: Executor;
  private value: unknown;
  private thrown: { readonly error: unknown } | undefined;
  private abortWaiting: (reason: unknown) => void = () => {};

  constructor(options: CellEngineOptions) {
    this.tslab = loadTslab();
    this.compiler = new CellCompiler(this.tslab, this.sources, options.declarations);
    const converters = { node: this.compiler, browser: this.compiler, close: () => this.compiler.close() };
    // tslab's executor speaks only through this console: log for the last value, error for what was thrown.
    this.executor = this.tslab.createExecutor(process.cwd(), converters, {
      log: (value: unknown) => {
        this.value = value;
      },
      error: (error: unknown, ...details: unknown[]) => this.onError(error, details),
    });
    Object.setPrototypeOf(this.executor.locals, liveNames(options.live));
    Object.assign(this.executor.locals, options.values);
    Object.defineProperty(globalThis, LOOP_GUARD, { value: options.loopGuard, configurable: true });
  }

  /** Runs a cell; a promise as its last value is awaited. Never rejects. */
  async run(cell: Cell): Promise<CellOutcome> {
    const before = new Map<string, unknown>();
    const { locals } = this.executor;
    this.value = undefined;
    this.thrown = undefined;
    this.compiler.begin(cell, (names) => {
      for (const name of names) before.set(name, locals[name]);
    });
    let ran = false;
    try {
      ran = await this.executor.execute(cell.text);
    } catch (error) {
      this.thrown = { error };
    }
    if (ran) {
      this.compiler.commit(new Set());
      return this.awaited(this.value);
    }
    if (this.compiler.diagnostics.length > 0) return { kind: "refused", diagnostics: this.compiler.diagnostics };
    this.compiler.commit(this.restoreLost(before));
    return { kind: "threw", error: this.thrown?.error };
  }

  /** Gives up waiting for the running cell's promises. */
  abort(reason: unknown): void {
    this.executor.interrupt();
    this.abortWaiting(reason);
  }

  complete(code: string, position: number): Completion {
    const { candidates, start, end } = this.executor.complete(code, position);
    return { matches: candidates, start, end };
  }

  /** Signature and documentation of what stands at the position. */
  inspect(code: string, position: number): string | undefined {
    const info = this.executor.inspect(code, position) as ReturnType<Executor["inspect"]> | undefined;
    if (info === undefined) return undefined;
    const text = (parts: readonly { readonly text: string }[] | undefined) =>
      (parts ?? []).map((part) => part.text).join("");
    const tags = (info.tags ?? []).map((tag) => `@${tag.name} ${text(tag.text)}`.trimEnd());
    return [text(info.displayParts), text(info.documentation), tags.join("\n")]
      .filter((part) => part !== "")
      .join("\n\n");
  }

  isComplete(code: string): Completeness {
    const { completed, indent } = this.tslab.isCompleteCode(code);
    if (!completed) return { status: "incomplete", indent: indent ?? "" };
    const { typescript } = this.tslab;
    const file = typescript.createSourceFile("cell.ts", code, typescript.ScriptTarget.ES2022);
    // Syntax errors are internal to a file without a program.
    const { parseDiagnostics } = file as typeof file & { readonly parseDiagnostics?: readonly unknown[] };
    return { status: (parseDiagnostics?.length ?? 0) > 0 ? "invalid" : "complete" };
  }

  warmUp(): void {
    this.compiler.warmUp();
  }

  close(): void {
    this.executor.close();
  }

  private awaited(value: unknown): Promise<CellOutcome> {
    return new Promise((resolve) => {
      const threw = (error: unknown) => resolve({ kind: "threw", error });
      this.abortWaiting = threw;
      Promise.resolve(value).then((result) => resolve({ kind: "done", value: result }), threw);
    });
  }

  /** Names that the failed cell did not reach get the values back that they had before; they are not the cell's. */
  private restoreLost(before: ReadonlyMap<string, unknown>): ReadonlySet<string> {
    const { locals } = this.executor;
    const lost = new Set<string>();
    for (const [name, value] of before) {
      if (locals[name] !== undefined) continue;
      lost.add(name);
      if (value !== undefined) locals[name] = value;
    }
    return lost;
  }

  private onError(error: unknown, details: unknown[]): void {
    if (this.compiler.diagnostics.length > 0) return;
    // Errors in a cell that defines a module (`/** @module name */`) come as a format with its values, and do not stop it.
    if (error === "%s%d:%d - %s") console.error(error, ...details);
    else this.thrown = { error };
  }
}

/** An object whose properties are asked for at each use; a property that is set keeps its value. */
function liveNames(live: Readonly<Record<string, () => unknown>>): object {
  const own = new Map<string, unknown>();
  const names = {};
  for (const [name, value] of Object.entries(live)) {
    Object.defineProperty(names, name, {
      get: () => (own.has(name) ? own.get(name) : value()),
      set: (set: unknown) => own.set(name, set),
    });
  }
  return names;
}
