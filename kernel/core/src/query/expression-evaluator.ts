import { compile, compileProjection } from "../engine/expressions/index.js";
import type { ExpressionEvaluator } from "../optimizer/index.js";
import { bindReferences } from "../plans/expressions/index.js";

/** The engine as the optimizer sees it. */
export function expressionEvaluator(ansi: () => boolean): ExpressionEvaluator {
  return {
    tryEvaluate: (e) => {
      try {
        return { value: compile(e, { ansi: ansi() })([]) };
      } catch {
        return undefined;
      }
    },
    projection: (list, input) =>
      compileProjection(
        list.map((e) => bindReferences(e, input)),
        { ansi: ansi() },
      ),
  };
}
