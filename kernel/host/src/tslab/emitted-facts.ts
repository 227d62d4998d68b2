import type ts from "@tslab/typescript-for-tslab";

/** What an emitted module says about itself. */
export interface EmittedFacts {
  /** Values that the cell declares at its top level. */
  readonly names: readonly string[];
  readonly topLevelAwait: boolean;
}

/** Reads the facts from the tree of an ECMAScript module as tslab emits it: its declarations end in `export { a, b };`. */
export function emittedFacts(typescript: typeof ts, file: ts.SourceFile): EmittedFacts {
  const names: string[] = [];
  for (const statement of file.statements) {
    if (!typescript.isExportDeclaration(statement) || statement.exportClause === undefined) continue;
    if (!typescript.isNamedExports(statement.exportClause)) continue;
    for (const element of statement.exportClause.elements) names.push(element.name.text);
  }
  return { names, topLevelAwait: file.statements.some((statement) => awaits(typescript, statement)) };
}

/** True when the node awaits outside of any function. */
function awaits(typescript: typeof ts, node: ts.Node): boolean {
  if (typescript.isAwaitExpression(node)) return true;
  if (typescript.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
  if (typescript.isFunctionLike(node) || typescript.isClassStaticBlockDeclaration(node)) return false;
  return typescript.forEachChild(node, (child) => awaits(typescript, child) || undefined) ?? false;
}
