import ts from "typescript";

/** The value of a literal, or of an object or array of literals, as the only element of an array; undefined for other text. */
export function literalValue(text: string): readonly [unknown] | undefined {
  const source = ts.createSourceFile("literal.ts", `(${text})`, ts.ScriptTarget.ES2022);
  const [statement] = source.statements;
  if (source.statements.length !== 1 || !statement || !ts.isExpressionStatement(statement)) return undefined;
  if (!ts.isParenthesizedExpression(statement.expression)) return undefined;
  try {
    return [read(statement.expression.expression)];
  } catch (error) {
    if (error === NO_LITERAL) return undefined;
    throw error;
  }
}

const NO_LITERAL = new Error("no literal");

function read(node: ts.Node): unknown {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken)
    return -Number(read(node.operand));
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(read);
  if (ts.isObjectLiteralExpression(node)) return Object.fromEntries(node.properties.map(entryOf));
  throw NO_LITERAL;
}

function entryOf(property: ts.ObjectLiteralElementLike): [string, unknown] {
  if (!ts.isPropertyAssignment(property)) throw NO_LITERAL;
  const { name } = property;
  if (!ts.isIdentifier(name) && !ts.isStringLiteral(name)) throw NO_LITERAL;
  return [name.text, read(property.initializer)];
}
