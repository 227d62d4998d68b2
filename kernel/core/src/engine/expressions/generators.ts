import { dataTypeOf, type Generator, stackRows } from "../../plans/expressions/index.js";
import type { InternalRow } from "../../types/data-type.js";
import { compile } from "./compile.js";
import type { EvaluatorOptions } from "./evaluator.js";
import { jsonTuple } from "./functions/json/json-path.js";

/** Compiles a generator whose arguments are bound: a row to the rows that it makes of it. */
export function compileGenerator(
  e: Generator,
  options: EvaluatorOptions = {},
): (row: InternalRow) => readonly InternalRow[] {
  const args = e.args.map((arg) => compile(arg, options));
  switch (e.name) {
    case "explode":
      return (row) => entriesOf(args[0]!(row));
    case "posexplode":
      return (row) => entriesOf(args[0]!(row)).map((values, i) => [i, ...values]);
    case "inline": {
      const type = dataTypeOf(e.args[0]!);
      const width = type.kind === "array" && type.elementType.kind === "struct" ? type.elementType.fields.length : 0;
      const nulls = new Array<null>(width).fill(null);
      return (row) => ((args[0]!(row) ?? []) as (InternalRow | null)[]).map((struct) => struct ?? nulls);
    }
    case "replicaterows":
      return (row) => {
        const [count, ...values] = args.map((arg) => arg(row));
        return Array.from({ length: Number(count) }, () => values);
      };
    case "stack": {
      const rows = stackRows(e).map((values) =>
        values.map((value) => (value === undefined ? undefined : compile(value, options))),
      );
      return (row) => rows.map((values) => values.map((value) => value?.(row) ?? null));
    }
    case "json_tuple":
      return (row) => [
        jsonTuple(
          args[0]!(row) as string | null,
          args.slice(1).map((name) => name(row) as string | null),
        ),
      ];
  }
}

/** The elements of an array, or keys and values of a map; none of null. */
function entriesOf(value: unknown): readonly InternalRow[] {
  if (value === null) return [];
  return value instanceof Map ? [...value] : (value as unknown[]).map((element) => [element]);
}
