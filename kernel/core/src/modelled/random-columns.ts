import {
  type AttributeReference,
  attributeReference,
  type Expression,
  type ScalarFunction,
  transformUp,
} from "../plans/expressions/index.js";
import { DoubleType, LongType } from "../types/data-type.js";
import { fractions, WHOLE_NUMBERS } from "./family.js";
import type { PartitionModel } from "./partition-model.js";
import type { Segment } from "./segment.js";
import type { Variable } from "./variable.js";

const RANDOM_VALUES = 2 ** 32;
/** Spark numbers rows within 2³³ for each partition. */
const ROW_IDS = 2 ** 33;

/** Columns of a query count up from one: those that are made here have ids below. */
const ROW_ID_COLUMN = -(2 ** 50);

/**
 * Makes columns of the random functions in expressions, each a variable of its own: what `rand()` gives is independent of everything.
 * @param resolved over the variables' columns
 */
export function withRandom(
  model: PartitionModel,
  resolved: readonly Expression[],
): { readonly model: PartitionModel; readonly expressions: readonly Expression[] } {
  const variables: Variable[] = [];
  const expressions = resolved.map((e) =>
    transformUp(e, (node) => {
      if (node.kind !== "ScalarFunction") return node;
      const variable = randomVariable(node);
      if (variable === undefined) return node;
      const slot = variable.slots[0]!;
      const isKnown = [...model.variables, ...variables].some(({ slots }) =>
        slots.some((a) => a.exprId === slot.exprId),
      );
      if (!isKnown) variables.push(variable);
      return slot;
    }),
  );
  if (variables.length === 0) return { model, expressions: resolved };
  return { model: model.with({ variables: [...model.variables, ...variables] }), expressions };
}

function randomVariable({ name, args }: ScalarFunction): Variable | undefined {
  switch (name) {
    case "rand": {
      const [seed] = args;
      // The same seed gives the same numbers.
      const id = -1 - (seed?.kind === "Literal" ? Math.abs(Number(seed.value)) % 2 ** 49 : 0);
      return variableOf(attributeReference("rand", DoubleType, false, id), {
        components: [{ kind: "span", family: fractions(0, 1 / RANDOM_VALUES), from: 0, to: RANDOM_VALUES }],
        n: RANDOM_VALUES,
        share: 1,
      });
    }
    case "monotonically_increasing_id":
      return variableOf(attributeReference("row_id", LongType, false, ROW_ID_COLUMN), {
        components: [{ kind: "span", family: WHOLE_NUMBERS, from: 0, to: ROW_IDS }],
        n: ROW_IDS,
        share: 1,
        unique: "in table",
      });
    default:
      return undefined;
  }
}

function variableOf(slot: AttributeReference, segment: Segment): Variable {
  return { slots: [slot], segments: [segment] };
}
