import { createRequire } from "node:module";
import type ts from "@tslab/typescript-for-tslab";
import type * as ConverterModule from "tslab/dist/converter.js";
import type * as ExecutorModule from "tslab/dist/executor.js";
import type { EmittedMaps } from "./cell-sources.js";
import { type EmittedFacts, emittedFacts } from "./emitted-facts.js";
import { loopGuards } from "./loop-guards.js";
import { shorthandProperties } from "./shorthand-properties.js";

/** What is known about a piece of JavaScript that tslab emitted. */
export interface Emitted extends EmittedFacts {
  readonly maps: EmittedMaps;
}

/** tslab's converter and executor, and the TypeScript that they use (5.0.4, tslab's own build). */
export interface Tslab {
  readonly typescript: typeof ts;
  readonly createConverter: typeof ConverterModule.createConverter;
  readonly isCompleteCode: typeof ConverterModule.isCompleteCode;
  readonly createExecutor: typeof ExecutorModule.createExecutor;
  /** Takes the facts about code that the converter has just returned. */
  takeEmitted(code: string): Emitted | undefined;
}

const INLINE_MAP = "//# sourceMappingURL=data:application/json;base64,";

/** The file under which tslab's converter shows a cell to TypeScript. */
const CELL_FILE = "/__tslab__.ts";

/**
 * Loads tslab 1.0.22. Its converter takes no compiler options and emits no source maps, so it is given a TypeScript in
 * which two functions are wrapped, before it loads TypeScript itself. This is the only place that knows tslab's inside.
 */
export function loadTslab(): Tslab {
  const require = createRequire(import.meta.url);
  const requireAsTslab = createRequire(require.resolve("tslab/package.json"));
  const path = requireAsTslab.resolve("@tslab/typescript-for-tslab");
  const typescript = requireAsTslab(path) as typeof ts;
  const emitted = new Map<string, Emitted>();
  onlyNodeTypes(typescript.sys);
  requireAsTslab.cache[path]!.exports = {
    ...typescript,
    createWatchCompilerHost: watchCompilerHost(typescript),
    transpileModule: transpileModule(typescript, emitted),
  };
  const { createConverter, isCompleteCode } = require("tslab/dist/converter.js") as typeof ConverterModule;
  const { createExecutor } = require("tslab/dist/executor.js") as typeof ExecutorModule;
  return {
    typescript,
    createConverter,
    isCompleteCode,
    createExecutor,
    takeEmitted: (code) => {
      const facts = emitted.get(code);
      emitted.delete(code);
      return facts;
    },
  };
}

/**
 * TypeScript includes every package under `node_modules/@types` by itself. Only Node's are global; the others cost 0.7 s at
 * start. An import still finds them.
 */
function onlyNodeTypes(sys: ts.System): void {
  const getDirectories = sys.getDirectories;
  sys.getDirectories = (path) => {
    const directories = getDirectories(path);
    return path.endsWith("node_modules/@types") ? directories.filter((name) => name === "node") : directories;
  };
}

/**
 * The first step, TypeScript → ECMAScript module, with source maps and with TypeScript's own top-level await: tslab turns
 * that off and recognises only some of its forms (`await (x)`, `await [x]` and `for await` are lost).
 */
function watchCompilerHost(typescript: typeof ts): typeof ts.createWatchCompilerHost {
  const create = (
    rootFiles: string[],
    options: ts.CompilerOptions,
    system: ts.System,
    ...rest: [undefined, ts.DiagnosticReporter, ts.WatchStatusReporter]
  ) => {
    const { readFile } = system;
    system.readFile = (path, encoding) => {
      const text = readFile(path, encoding);
      return path.endsWith(CELL_FILE) ? fixExports(typescript, text) : text;
    };
    const changed = { ...options, disableTopLevelAwait: false, inlineSourceMap: true };
    return typescript.createWatchCompilerHost(rootFiles, changed, system, ...rest);
  };
  return create as typeof ts.createWatchCompilerHost;
}

/**
 * tslab ends each cell in `export {…}` with the names of its declarations, but in TypeScript's internal spelling, in which
 * a name that starts with two underscores has three.
 */
function fixExports(typescript: typeof ts, text: string | undefined): string | undefined {
  const start = text?.lastIndexOf("\nexport {") ?? -1;
  if (text === undefined || start < 0 || !text.endsWith("}")) return text;
  const open = start + "\nexport {".length;
  const names = text.slice(open, -1).split(", ");
  const spelled = names.map((name) => typescript.unescapeLeadingUnderscores(name as ts.__String));
  return `${text.slice(0, open)}${spelled.join(", ")}}`;
}

/** The second step, ECMAScript module → CommonJS, with loop guards; it keeps the maps of both steps and the facts. */
function transpileModule(typescript: typeof ts, emitted: Map<string, Emitted>): typeof ts.transpileModule {
  return (input, options) => {
    const mapAt = input.lastIndexOf(INLINE_MAP);
    const code = mapAt < 0 ? input : input.slice(0, mapAt);
    const toTypeScript =
      mapAt < 0 ? "" : Buffer.from(input.slice(mapAt + INLINE_MAP.length).trim(), "base64").toString("utf8");
    let facts: EmittedFacts = { names: [], topLevelAwait: false };
    const gatherFacts: ts.TransformerFactory<ts.SourceFile> = () => (file) => {
      facts = emittedFacts(typescript, file);
      return file;
    };
    const result = typescript.transpileModule(code, {
      ...options,
      compilerOptions: { ...options.compilerOptions, sourceMap: true },
      transformers: { before: [gatherFacts, shorthandProperties(typescript), loopGuards(typescript)] },
    });
    const outputText = result.outputText.replace(/\/\/# sourceMappingURL=\S+\s*$/, "");
    emitted.set(outputText, { ...facts, maps: { toModule: result.sourceMapText ?? "", toTypeScript } });
    return { ...result, outputText };
  };
}
