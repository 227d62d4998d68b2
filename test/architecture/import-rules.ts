import path from "node:path";
import { COMMON, GROUND, MAY_IMPORT, ROOTS } from "./import-table.js";
import type { ImportFact } from "./source-facts.js";

/**
 * What a file of `kernel/core/src` imports although it may not, as `file: folder → folder`.
 *
 * @param file path relative to `kernel/core/src`, e.g. `scheduler/dag/dag-scheduler.ts`.
 */
export function forbiddenImports(file: string, imports: readonly ImportFact[]): string[] {
  const from = folderOf(file);
  if (ROOTS.includes(from))
    return imports.filter(isForeign).map((fact) => `${file}: imports the package ${fact.specifier}`);
  const allowed = GROUND[from] ?? [...(MAY_IMPORT[from] ?? []), ...COMMON];
  return imports.flatMap((fact) => {
    if (isForeign(fact)) return [`${file}: imports the package ${fact.specifier}`];
    const to = folderOf(path.posix.join(path.posix.dirname(file), fact.specifier));
    const fine = to === from || allowed.includes(to) || (fact.typeOnly && allowed.includes(`${to} (types)`));
    return fine ? [] : [`${file}: ${from} → ${to}${fact.typeOnly ? " (types)" : ""}`];
  });
}

/** True for anything but a relative path: the core has no dependency. */
function isForeign(fact: ImportFact): boolean {
  return !fact.specifier.startsWith(".");
}

/** `rdd/union-rdd.ts` → `rdd`; `ports.js` → `ports`. */
export function folderOf(file: string): string {
  return file.split("/")[0]!.replace(/\.(ts|js)$/, "");
}
