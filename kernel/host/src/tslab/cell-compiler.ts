import { relative } from "node:path";
import type ts from "@tslab/typescript-for-tslab";
import type { CompletionInfo, Converter, ConvertResult, Diagnostic } from "tslab/dist/converter.js";
import type { CellSources } from "./cell-sources.js";
import { declarationsAfterFailure } from "./declarations.js";
import type { Tslab } from "./tslab.js";

/** A cell as it is compiled and run. */
export interface Cell {
  /** Unlike the execution count never used twice. */
  readonly id: number;
  /** What the user knows it by, e.g. `cell [3]`. */
  readonly file: string;
  readonly text: string;
}

/**
 * tslab's converter with the declarations of all cells in its hands: tslab's executor forgets those of a cell that throws,
 * and knows none before the first one.
 */
export class CellCompiler implements Converter {
  /** Why the last cell was refused; empty when it was not. */
  diagnostics: readonly Diagnostic[] = [];
  private readonly tslab: Tslab;
  private readonly converter: Converter;
  private readonly sources: CellSources;
  private declarations: string;
  private cell: Cell | undefined;
  private converted: { readonly names: readonly string[]; readonly declarations: string } | undefined;
  private onConverted: (names: readonly string[]) => void = () => {};

  /** `declarations` is the declaration file of what is in scope from the start. */
  constructor(tslab: Tslab, sources: CellSources, declarations: string) {
    this.tslab = tslab;
    this.sources = sources;
    this.declarations = declarations;
    this.converter = tslab.createConverter({ isJS: false, isBrowser: false });
  }

  /** Says which cell is converted next; `onConverted` hears its names right before its code runs. */
  begin(cell: Cell, onConverted: (names: readonly string[]) => void): void {
    this.cell = cell;
    this.diagnostics = [];
    this.converted = undefined;
    this.onConverted = onConverted;
  }

  /** The cell ran to its end, or failed after it had given values to all its names but the lost ones. */
  commit(lost: ReadonlySet<string>): void {
    if (this.converted === undefined) return;
    const { declarations } = this.converted;
    this.declarations = declarationsAfterFailure(this.tslab.typescript, this.declarations, declarations, lost);
    this.converted = undefined;
  }

  /** Called by tslab's executor, whose own idea of the declarations is not used. */
  convert(_declarations: string, source: string): ConvertResult {
    const result = this.converter.convert(this.declarations, source);
    this.diagnostics = result.diagnostics;
    for (const output of result.sideOutputs ?? []) this.registerModule(output.path, output.data);
    if (result.diagnostics.length > 0) return result;
    const code = result.output ?? "";
    const emitted = this.tslab.takeEmitted(code);
    const names = emitted?.names ?? [];
    this.converted = { names, declarations: result.declOutput ?? "" };
    this.onConverted(names);
    if (this.cell === undefined || emitted === undefined) return result;
    const url = `stageplay-cell-${this.cell.id}.ts`;
    this.sources.addCell(url, this.cell.file, this.cell.text, code, emitted.maps);
    return { ...result, output: `\n${code}\n//# sourceURL=${url}`, hasToplevelAwait: emitted.topLevelAwait };
  }

  complete(_declarations: string, source: string, position: number): CompletionInfo {
    return this.converter.complete(this.declarations, source, position);
  }

  inspect(_declarations: string, source: string, position: number): ts.QuickInfo {
    return this.converter.inspect(this.declarations, source, position);
  }

  addModule(...module: Parameters<Converter["addModule"]>): Diagnostic[] {
    return this.converter.addModule(...module);
  }

  close(): void {
    this.converter.close();
  }

  /** Compiles nothing much, so that the first cell finds all libraries' declarations loaded. */
  warmUp(): void {
    this.converter.convert(this.declarations, "0");
  }

  private registerModule(path: string, code: string): void {
    const emitted = this.tslab.takeEmitted(code);
    if (emitted === undefined) return;
    const source = path.replace(/\.js$/, ".ts");
    const text = this.tslab.typescript.sys.readFile(source) ?? "";
    this.sources.addModule(path, relative(process.cwd(), source), text, code, emitted.maps);
  }
}
