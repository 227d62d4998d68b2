import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

export interface ImportFact {
  readonly specifier: string;
  readonly typeOnly: boolean;
  /** Names imported or re-exported; empty for `*`, a bare import and a dynamic one. */
  readonly names: readonly string[];
}

/** Source files below `folder` (TypeScript and .mjs), as paths relative to it, `/`-separated, in order. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.split(path.sep).join("/"))
    .filter((name) => /\.(ts|mjs)$/.test(name) && !name.includes("node_modules/"))
    .sort();
}

export function parse(fileName: string, text = readFileSync(fileName, "utf8")): ts.SourceFile {
  return ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, true);
}

/** Everything that the file imports: `import`, `export … from`, `import()`, and types written as `import("…").T`. */
export function importsOf(file: ts.SourceFile): ImportFact[] {
  const facts: ImportFact[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier !== undefined) facts.push(declarationFact(node, node.moduleSpecifier));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      facts.push({ specifier: literalText(node.arguments[0]), typeOnly: false, names: [] });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      facts.push({ specifier: literalText(node.argument.literal), typeOnly: true, names: [] });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return facts;
}

function declarationFact(node: ts.ImportDeclaration | ts.ExportDeclaration, specifier: ts.Expression): ImportFact {
  const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
  const named = bindings !== undefined && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings));
  const typeOnly = ts.isImportDeclaration(node) ? node.importClause?.isTypeOnly === true : node.isTypeOnly;
  const names = named ? [...bindings.elements].map((element) => (element.propertyName ?? element.name).text) : [];
  return { specifier: literalText(specifier), typeOnly, names };
}

function literalText(node: ts.Node | undefined): string {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : "(computed)";
}

/** Which of the `names` the file uses as free identifiers (`a.Date` and `{ Date: 1 }` are none); `Math.random` is one name. */
export function globalsUsed(file: ts.SourceFile, names: readonly string[]): string[] {
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && names.includes(node.getText(file))) used.add(node.getText(file));
    if (ts.isIdentifier(node) && names.includes(node.text) && !isMemberName(node)) used.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...used];
}

function isMemberName(node: ts.Identifier): boolean {
  const parent = node.parent as ts.NamedDeclaration & { name?: ts.Node };
  const declares = ts.isPropertyAccessExpression(parent) || ts.isClassElement(parent) || ts.isTypeElement(parent);
  return (declares || ts.isPropertyAssignment(parent)) && parent.name === node;
}
