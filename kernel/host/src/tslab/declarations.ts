import type ts from "@tslab/typescript-for-tslab";

/**
 * The declarations that hold after a cell has failed: those of `after`, but for the names in `lost`, whose statements were
 * never reached, those of `before`. Both texts are declaration files as tslab writes them.
 */
export function declarationsAfterFailure(
  typescript: typeof ts,
  before: string,
  after: string,
  lost: ReadonlySet<string>,
): string {
  if (lost.size === 0) return after;
  return select(typescript, after, (name) => !lost.has(name)) + select(typescript, before, (name) => lost.has(name));
}

/** The part of a declaration file that declares the wanted names. */
function select(typescript: typeof ts, text: string, wanted: (name: string) => boolean): string {
  const file = typescript.createSourceFile("declarations.d.ts", text, typescript.ScriptTarget.ES2022, true);
  const printer = typescript.createPrinter({ newLine: typescript.NewLineKind.LineFeed });
  const kept: string[] = [];
  for (const statement of file.statements) {
    const part = selectStatement(typescript, statement, wanted);
    if (part === statement) kept.push(statement.getText(file));
    else if (part !== undefined) kept.push(printer.printNode(typescript.EmitHint.Unspecified, part, file));
  }
  return kept.map((statement) => `${statement}\n`).join("");
}

function selectStatement(
  typescript: typeof ts,
  statement: ts.Statement,
  wanted: (name: string) => boolean,
): ts.Statement | undefined {
  const { factory } = typescript;
  if (typescript.isVariableStatement(statement)) {
    const { declarationList: list } = statement;
    const declarations = list.declarations.filter((declaration) => wanted(declaration.name.getText()));
    if (declarations.length === list.declarations.length) return statement;
    if (declarations.length === 0) return undefined;
    const remaining = factory.updateVariableDeclarationList(list, declarations);
    return factory.updateVariableStatement(statement, statement.modifiers, remaining);
  }
  if (typescript.isImportDeclaration(statement)) return selectImport(typescript, statement, wanted);
  const name = (statement as ts.Statement & { readonly name?: ts.Node }).name?.getText();
  return name !== undefined && wanted(name) ? statement : undefined;
}

function selectImport(
  typescript: typeof ts,
  statement: ts.ImportDeclaration,
  wanted: (name: string) => boolean,
): ts.ImportDeclaration | undefined {
  const { factory } = typescript;
  const clause = statement.importClause;
  if (clause === undefined) return undefined;
  const name = clause.name !== undefined && wanted(clause.name.text) ? clause.name : undefined;
  let bindings = clause.namedBindings;
  if (bindings !== undefined && typescript.isNamespaceImport(bindings)) {
    if (!wanted(bindings.name.text)) bindings = undefined;
  } else if (bindings !== undefined) {
    const elements = bindings.elements.filter((element) => wanted(element.name.text));
    bindings = elements.length === 0 ? undefined : factory.updateNamedImports(bindings, elements);
  }
  if (name === undefined && bindings === undefined) return undefined;
  const remaining = factory.updateImportClause(clause, clause.isTypeOnly, name, bindings);
  return factory.updateImportDeclaration(statement, undefined, remaining, statement.moduleSpecifier, undefined);
}
