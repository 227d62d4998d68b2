import {
  type FunctionCall,
  type FunctionImplementations,
  plain,
  type SpecialImplementations,
  type ValueFunction,
} from "./function-table.js";
import { invalidIndex, outOfBounds, zeroIndex } from "./index-errors.js";

/** Positions count from 1, or from the end when negative. */
const elementAt =
  (failsOnError: boolean) =>
  ({ context }: FunctionCall): ValueFunction =>
  (container: Map<unknown, unknown> | readonly unknown[], key: number) => {
    if (container instanceof Map) return container.get(key) ?? null;
    const values = container as readonly unknown[];
    if (key === 0) throw zeroIndex();
    const at = key > 0 ? key - 1 : values.length + key;
    if (at >= 0 && at < values.length) return values[at];
    if (failsOnError && context.ansi) throw outOfBounds(key, values.length);
    return null;
  };

export const COLLECTION_IMPLEMENTATIONS: FunctionImplementations = {
  size: plain((value: unknown[] | Map<unknown, unknown>) => (value instanceof Map ? value.size : value.length)),
  element_at: elementAt(true),
  try_element_at: elementAt(false),
  getarrayitem:
    ({ context }) =>
    (values: unknown[], index: number) => {
      if (index >= 0 && index < values.length) return values[index];
      if (context.ansi) throw invalidIndex(index, values.length);
      return null;
    },
  getmapvalue: plain((map: Map<unknown, unknown>, key: unknown) => map.get(key) ?? null),
  getarraystructfields: ({ call, argTypes }) => {
    const [array] = argTypes;
    const name = call.args[1]?.kind === "Literal" ? call.args[1].value : undefined;
    const fields = array?.kind === "array" && array.elementType.kind === "struct" ? array.elementType.fields : [];
    const at = fields.findIndex((f) => f.name === name);
    return (structs: (unknown[] | null)[]) => structs.map((struct) => (struct === null ? null : struct[at]));
  },
  get: plain((values: unknown[], index: number) => values[index] ?? null),
};

export const COLLECTION_SPECIALS: SpecialImplementations = {
  array: (args) => (row) => args.map((arg) => arg(row)),
};
