import { compileGenerator } from "../engine/expressions/index.js";
import {
  attributeReference,
  boundReference,
  dataTypeOf,
  type Expression,
  type Generator,
} from "../plans/expressions/index.js";
import type { ExpandExec, GenerateExec } from "../plans/physical/index.js";
import { IntegerType } from "../types/data-type.js";
import { listed } from "./family.js";
import { marginal } from "./marginal.js";
import { shownArray } from "./modelled-array.js";
import type { PartitionModel } from "./partition-model.js";
import type { Component } from "./segment.js";
import type { Variable } from "./variable.js";

/** Drawn rows on which a generator is looked at. */
const ROWS_DRAWN = 256;

/** Each row once for every projection. Its columns depend on one another: what is null depends on the projection. */
export function expanded(plan: ExpandExec, input: PartitionModel): PartitionModel {
  const models = plan.projections.map((list) => {
    const keys = list.map((e) => simplified(input.resolved(e)));
    const { own } = input.split(keys);
    return input.with({
      output: plan.output,
      variables: [marginal(own, keys, plan.output, input)],
      derived: new Map(),
    });
  });
  return models[0]!.merged(models.map((rows) => ({ rows, times: 1 })));
}

/** A cast null is a null. */
function simplified(e: Expression): Expression {
  return e.kind === "Cast" && e.child.kind === "Literal" && e.child.value === null ? e.child : e;
}

/** Each row once for each row that the generator makes of it: as many as of rows that are drawn, with values that look like theirs. */
export function generated(plan: GenerateExec, input: PartitionModel): PartitionModel {
  const generator = plan.generator as Generator;
  const args = generator.args.map((e) => input.resolved(e));
  const over: Generator = { ...generator, args: generator.args.map((e, i) => boundReference(i, dataTypeOf(e), true)) };
  const generate = compileGenerator(over, { ansi: input.ansi });
  let longer = 0;
  const rows = input.sampleOf(args, ROWS_DRAWN).flatMap((row) => {
    const made = [...generate(row.map(shownArray))];
    longer += lengthOf(row) * made.length;
    return made.length === 0 && generator.outer ? [plan.generatorOutput.map(() => null)] : made;
  });
  const perRow = Math.max(rows.length, longer) / ROWS_DRAWN;
  const family = listed(`generated:${plan.generatorOutput.map((a) => a.exprId).join()}`, rows);
  const hidden: Component = { kind: "span", family, from: 0, to: Math.max(1, rows.length) };
  const components = plan.generatorOutput.map(
    (_, i): Component => ({
      kind: "from",
      of: plan.generatorOutput.length,
      map: (row) => (row as readonly unknown[] | undefined)?.[i] ?? null,
    }),
  );
  const slot = attributeReference("generated", IntegerType, true, -(2 ** 52) - plan.generatorOutput[0]!.exprId);
  const variable: Variable = {
    slots: [...plan.generatorOutput, slot],
    segments: [{ components: [...components, hidden], n: Math.max(1, rows.length), share: 1 }],
  };
  return input.with({
    output: [...plan.requiredChildOutput, ...plan.generatorOutput],
    rows: input.rows * perRow,
    variables: [...input.variables, variable],
  });
}

/** How many times longer arrays are than what is held of them. */
function lengthOf(row: readonly unknown[]): number {
  return row.reduce<number>((most, value) => {
    const shown = shownArray(value);
    if (shown === value || !Array.isArray(value) || !Array.isArray(shown)) return most;
    return Math.max(most, value.length / shown.length);
  }, 1);
}
