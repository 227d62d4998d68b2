import { SourceMap } from "node:module";

/** Source maps of the two steps from what the user wrote to what runs, as JSON text. */
export interface EmittedMaps {
  /** CommonJS, which runs → ECMAScript module. */
  readonly toModule: string;
  /** ECMAScript module → TypeScript, which the user wrote. */
  readonly toTypeScript: string;
}

/** A place in the user's own program. Lines and columns count from 1. */
export interface UserFrame {
  /** `cell [3]`, or the path of the user's own module. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Name of the function, when the stack tells. */
  readonly functionName: string | undefined;
  /** The line itself. */
  readonly text: string | undefined;
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly maps: EmittedMaps;
  /** Lines that were put before the emitted code. */
  readonly emittedPrefix: number;
  /** Lines of the emitted code; what comes after them is tslab's call of it. */
  readonly emittedLines: number;
  /** Lines that tslab put before the user's code. */
  readonly sourcePrefix: number;
  parsed?: { readonly toModule: SourceMap; readonly toTypeScript: SourceMap };
}

const FRAME = /^\s*at (?:async )?(?:(.*?) \()?(\S.*?):(\d+):(\d+)\)?$/;

/** Knows all code that ran for the user, and finds in a JavaScript stack the user's lines. */
export class CellSources {
  private readonly sources = new Map<string, Source>();

  /** Registers a cell and its emitted `code`; `url` is the `sourceURL` that the code carries. */
  addCell(url: string, file: string, text: string, code: string, maps: EmittedMaps): void {
    const emittedLines = code.split("\n").length;
    this.sources.set(url, { file, text, maps, emittedPrefix: 1, emittedLines, sourcePrefix: 1 });
  }

  /** Registers a module of the user's, which a cell imports; its frames carry the path. */
  addModule(path: string, file: string, text: string, code: string, maps: EmittedMaps): void {
    const emittedLines = code.split("\n").length;
    this.sources.set(path, { file, text, maps, emittedPrefix: 0, emittedLines, sourcePrefix: 0 });
  }

  /** The user's frames of a stack, innermost first. */
  frames(stack: string): UserFrame[] {
    const frames: UserFrame[] = [];
    for (const line of stack.split("\n")) {
      const frame = this.frame(line);
      if (frame !== undefined) frames.push(frame);
    }
    return frames;
  }

  /** The innermost of the user's frames. */
  firstFrame(stack: string): UserFrame | undefined {
    for (const line of stack.split("\n")) {
      const frame = this.frame(line);
      if (frame !== undefined) return frame;
    }
    return undefined;
  }

  private frame(stackLine: string): UserFrame | undefined {
    const match = FRAME.exec(stackLine);
    const source = match === null ? undefined : this.sources.get(match[2]!);
    if (match === null || source === undefined) return undefined;
    const place = locate(source, Number(match[3]), Number(match[4]));
    if (place === undefined) return undefined;
    const name = match[1]?.replace(/^(Object|Proxy|exports)\./, "");
    return {
      file: source.file,
      line: place.line + 1,
      column: place.column + 1,
      functionName: name === undefined || name === "<anonymous>" || name === "eval" ? undefined : name,
      text: source.text.split("\n")[place.line],
    };
  }
}

/** From a line and column (from 1) of the code that ran to a line and column (from 0) of the user's. */
function locate(source: Source, line: number, column: number): { line: number; column: number } | undefined {
  source.parsed ??= {
    toModule: new SourceMap(JSON.parse(source.maps.toModule)),
    toTypeScript: new SourceMap(JSON.parse(source.maps.toTypeScript)),
  };
  const emittedLine = line - 1 - source.emittedPrefix;
  if (emittedLine >= source.emittedLines) return undefined;
  const module = source.parsed.toModule.findEntry(emittedLine, column - 1);
  if (!("originalLine" in module)) return undefined;
  const user = source.parsed.toTypeScript.findEntry(module.originalLine, module.originalColumn);
  if (!("originalLine" in user) || user.originalLine < source.sourcePrefix) return undefined;
  return { line: user.originalLine - source.sourcePrefix, column: user.originalColumn };
}
