import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "./read-docs.js";

/** An example, and the names that it uses without declaring them. */
export interface Checked {
  readonly id: string;
  /** Source file whose exports are in scope. */
  readonly file: string;
  readonly code: string;
  readonly names: readonly string[];
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: ["@stageplay/source"],
  // As loose as the cells of a notebook.
  strict: false,
  noEmit: true,
  skipLibCheck: true,
};

/** What TypeScript has against the examples, as `id: message`, when they are checked as cells are. */
export function typeErrors(examples: readonly Checked[]): string[] {
  const texts = new Map(examples.map((example, i) => [join(ROOT, "test/examples", `example-${i}.ts`), example]));
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.getSourceFile = (path, version, ...rest) => {
    const example = texts.get(path);
    return example === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, textOf(example), version);
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  return [...texts].flatMap(([path, { id }]) => {
    const file = program.getSourceFile(path)!;
    const problems = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return problems.map(({ messageText }) => `${id}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  });
}

function textOf({ file, code, names }: Checked): string {
  return `
    import type { CellNames, UsualNames } from "./example-scope.js";
    declare const scope: typeof import("@stageplay/core") & typeof import(${JSON.stringify(file)}) & CellNames & UsualNames;
    const { ${names.join(", ")} } = scope;
    {
      ${code}
    }
    export {};
  `;
}
