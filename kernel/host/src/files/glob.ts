import { readdirSync } from "node:fs";
import { join, parse } from "node:path";

export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

/**
 * The existing paths that a Hadoop glob names, sorted: `*`, `?`, `[a-c]`, `{a,b}`, none of which crosses a `/`.
 *
 * @example
 * expandGlob("/data/2024-{01,02}-*.csv");
 */
export function expandGlob(pattern: string): string[] {
  const { root } = parse(pattern);
  const segments = splitSegments(pattern.slice(root.length));
  let paths = [root];
  for (const segment of segments) {
    const matches = segmentMatcher(segment);
    const hidden = /^[_.]/.test(segment);
    paths = paths.flatMap((path) =>
      namesIn(path)
        .filter((name) => matches.test(name) && (hidden || !/^[_.]/.test(name)))
        .map((name) => join(path, name)),
    );
  }
  return [...new Set(paths)].sort();
}

/** Splits at `/`, but not inside braces: `{a/b,c}` is beyond what we expand, and stays one segment that matches nothing. */
function splitSegments(path: string): string[] {
  return path.split(/\/(?![^{]*\})/).filter((segment) => segment !== "");
}

function segmentMatcher(segment: string): RegExp {
  let depth = 0;
  const source = segment.replace(/\[[^\]]*\]|[\s\S]/g, (piece) => {
    if (piece.length > 1) return piece.replace(/^\[!/, "[^");
    if (piece === "*") return "[^/]*";
    if (piece === "?") return "[^/]";
    if (piece === "," && depth > 0) return "|";
    if (piece === "{") depth++;
    else if (piece === "}" && depth > 0) depth--;
    else return piece.replace(/[.+^$|(){}[\]\\]/, "\\$&");
    return piece === "{" ? "(?:" : ")";
  });
  return new RegExp(`^${source}${")".repeat(depth)}$`);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // a file, or gone meanwhile: it holds no names
  }
}
