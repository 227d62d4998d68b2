import type ts from "@tslab/typescript-for-tslab";

/** Name of the global function that a loop's body calls first. */
export const LOOP_GUARD = "__stageplayLoopGuard";

/**
 * A transformer that puts a call of {@link LOOP_GUARD} first in every loop's body, so that an endless loop can be
 * interrupted: JavaScript has no other way to stop a busy thread and keep its state.
 */
export function loopGuards(typescript: typeof ts): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = typescript;
  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      const visited = typescript.visitEachChild(node, visit, context);
      return typescript.isIterationStatement(visited, false) ? withGuard(visited) : visited;
    };
    return (file) => typescript.visitEachChild(file, visit, context);
  };

  function withGuard(loop: ts.IterationStatement): ts.IterationStatement {
    const body = guarded(loop.statement);
    if (typescript.isForStatement(loop)) {
      return factory.updateForStatement(loop, loop.initializer, loop.condition, loop.incrementor, body);
    }
    if (typescript.isForOfStatement(loop)) {
      return factory.updateForOfStatement(loop, loop.awaitModifier, loop.initializer, loop.expression, body);
    }
    if (typescript.isForInStatement(loop)) {
      return factory.updateForInStatement(loop, loop.initializer, loop.expression, body);
    }
    if (typescript.isWhileStatement(loop)) return factory.updateWhileStatement(loop, loop.expression, body);
    if (typescript.isDoStatement(loop)) return factory.updateDoStatement(loop, body, loop.expression);
    return loop;
  }

  function guarded(body: ts.Statement): ts.Block {
    const call = factory.createCallExpression(factory.createIdentifier(LOOP_GUARD), undefined, []);
    const guard = factory.createExpressionStatement(call);
    if (typescript.isBlock(body)) return factory.updateBlock(body, [guard, ...body.statements]);
    return factory.createBlock([guard, body], true);
  }
}
