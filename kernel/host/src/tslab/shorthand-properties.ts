import type ts from "@tslab/typescript-for-tslab";

/** What the binder of TypeScript notes on every node that opens a scope. */
interface Scope {
  readonly locals?: ReadonlyMap<string, unknown>;
}

/**
 * A transformer that writes `{ run }` as `{ run: exports.run }` where an earlier cell declares `run`: tslab redirects names of earlier cells to
 * `exports`, and misses those of shorthand properties.
 */
export function shorthandProperties(typescript: typeof ts): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = typescript;
  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      if (typescript.isShorthandPropertyAssignment(node) && !isDeclaredAround(node)) return written(node);
      return typescript.visitEachChild(node, visit, context);
    };
    const written = (node: ts.ShorthandPropertyAssignment): ts.Node => {
      const earlier = factory.createPropertyAccessExpression(factory.createIdentifier("exports"), node.name.text);
      const initial = node.objectAssignmentInitializer;
      if (initial !== undefined) {
        const value = typescript.visitNode(initial, visit) as ts.Expression;
        return factory.createPropertyAssignment(node.name.text, factory.createAssignment(earlier, value));
      }
      return factory.createPropertyAssignment(node.name.text, isTarget(node) ? earlier : orGlobal(node.name, earlier));
    };
    return (file) => typescript.visitEachChild(file, visit, context);
  };

  /** `"run" in exports ? exports.run : run`: it may be a name of JavaScript itself, such as `console`. */
  function orGlobal({ text }: ts.Identifier, earlier: ts.Expression): ts.Expression {
    const isEarlier = factory.createBinaryExpression(
      factory.createStringLiteral(text),
      typescript.SyntaxKind.InKeyword,
      factory.createIdentifier("exports"),
    );
    const chosen = factory.createConditionalExpression(
      isEarlier,
      undefined,
      earlier,
      undefined,
      factory.createIdentifier(text),
    );
    return factory.createParenthesizedExpression(chosen);
  }

  /** True where the cell itself, or a function or block of it, declares the name. */
  function isDeclaredAround({ name, parent }: ts.ShorthandPropertyAssignment): boolean {
    for (let node: ts.Node | undefined = parent; node !== undefined; node = node.parent) {
      if ((node as Scope).locals?.has(name.text) === true) return true;
    }
    return false;
  }

  /** True in `({ run } = …)` and `for ({ run } of …)`. */
  function isTarget(node: ts.Node): boolean {
    const { parent } = node;
    if (typescript.isBinaryExpression(parent)) {
      return parent.left === node && parent.operatorToken.kind === typescript.SyntaxKind.EqualsToken;
    }
    if (typescript.isForOfStatement(parent) || typescript.isForInStatement(parent)) return parent.initializer === node;
    const isPattern =
      typescript.isObjectLiteralExpression(node) ||
      typescript.isArrayLiteralExpression(node) ||
      typescript.isShorthandPropertyAssignment(node) ||
      typescript.isPropertyAssignment(node);
    return isPattern && isTarget(parent);
  }
}
