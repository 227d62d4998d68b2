import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The root of the repository. */
export const ROOT: string = fileURLToPath(new URL("../..", import.meta.url));

/** Something public, and the examples of its doc comments. */
export interface Documented {
  /** Where it is and what it is called: `dsl/rdd.ts RDD.map`. */
  readonly id: string;
  readonly kind: "class" | "function" | "member" | "other";
  /** Absolute path of the source file. */
  readonly file: string;
  readonly examples: readonly string[];
}

/** Everything that a source file exports, and the members of its exported classes; read by TypeScript's own parser. */
export function readDocs(folder: string, name: string): Documented[] {
  const file = join(folder, name);
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  const found = new Map<string, Documented>();
  const add = (kind: Documented["kind"], symbol: string, node: ts.Node): void => {
    const id = `${name} ${symbol}`;
    // The signatures of an overloaded method may each have a comment.
    const examples = [...(found.get(id)?.examples ?? []), ...examplesOf(node)];
    found.set(id, { id, kind, file, examples });
  };
  for (const statement of source.statements.filter(isExported)) {
    if (ts.isVariableStatement(statement)) add("other", nameOf(statement.declarationList.declarations[0]!), statement);
    else if (ts.isFunctionDeclaration(statement)) add("function", nameOf(statement), statement);
    else if (!ts.isClassDeclaration(statement)) add("other", nameOf(statement), statement);
    else {
      add("class", nameOf(statement), statement);
      for (const member of statement.members) add("member", `${nameOf(statement)}.${nameOf(member)}`, member);
    }
  }
  return [...found.values()];
}

function examplesOf(node: ts.Node): string[] {
  const tags = ts.getJSDocTags(node).filter((tag) => tag.tagName.text === "example");
  return tags.map((tag) => (ts.getTextOfJSDocComment(tag.comment) ?? "").trim());
}

function nameOf(node: ts.Node): string {
  const { name } = node as { readonly name?: ts.Node };
  return name !== undefined && ts.isIdentifier(name) ? name.text : "";
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
}
