import { op, table } from "arquero";
import { cpuTime } from "../cpu-time.mjs";
import { tables } from "./tables.mjs";

/** arquero, whose tables are in memory: numbers as typed arrays, strings as arrays of strings. */
export async function openArquero(_files, rows) {
  const generated = tables(rows);
  const { result, cpuMs } = await cpuTime(() =>
    Object.fromEntries(Object.entries(generated).map(([name, columns]) => [name, table(columns)])),
  );
  return {
    setUp: [{ name: "tables over generated arrays", cpuMs }],
    variants: [{ name: "memory", ask: (question) => answer(question, result) }],
    rowsOf: (answered) => answered.objects().map((row) => Object.values(row)),
  };
}

function answer(question, { [question.table ?? question.left]: first, [question.right]: second }) {
  if (question.by) return first.groupby(...question.by).rollup(values(question.aggregates));
  const joined = first.join(second, question.key);
  return joined.rollup({ rows: op.count(), ...values(question.sums.map((column) => ["sum", column])) });
}

/** `{ sum_v1: op.sum("v1"), … }` */
function values(aggregates) {
  return Object.fromEntries(aggregates.map(([name, column]) => [`${name}_${column}`, op[name](column)]));
}
