import { groupKey } from "../engine/operators/index.js";
import { type AttributeReference, type Expression, references } from "../plans/expressions/index.js";
import { basesOf, cellsOf, placesOf } from "./cells.js";
import { derivedComponent } from "./derived-component.js";
import type { PartitionModel } from "./partition-model.js";
import { type Component, identityOf, type Segment, width } from "./segment.js";
import { product, type Variable } from "./variable.js";

/** The distribution of expressions over a variable's columns, as columns of their own. */
export function marginal(
  own: Variable,
  keys: readonly Expression[],
  slots: readonly AttributeReference[],
  model: PartitionModel,
): Variable {
  const groups = new Map<string, Segment>();
  const places = placesOf(own, keys);
  for (const { segment, key } of cellsOf(own, keys, model.ansi, keys.every(isPlain) ? Number.POSITIVE_INFINITY : 0)) {
    const group = key === undefined ? manyGroups(segment, own, keys, model) : oneGroup(segment, places, key);
    const id = key === undefined ? identityOf(group) : String(groupKey(key));
    const known = groups.get(id);
    groups.set(id, known === undefined ? group : together(known, group));
  }
  return { slots, segments: [...groups.values()] };
}

/** The same rows under other names, as where an exchange is used a second time or a union takes its inputs' rows: column by column. */
export function renamed(model: PartitionModel, output: readonly AttributeReference[]): PartitionModel {
  if (output.every((a, i) => a.exprId === model.output[i]!.exprId)) return model;
  const columns = output.map((slot, i) => ({ slot, e: model.resolved(model.output[i]!) }));
  let groups: { ids: Set<number>; columns: typeof columns }[] = [];
  for (const column of columns) {
    const ids = new Set(
      model.variables
        .filter(({ slots }) => references(column.e).some((a) => slots.some((slot) => slot.exprId === a.exprId)))
        .map(({ slots }) => slots[0]!.exprId),
    );
    const tied = groups.filter((group) => [...ids].some((id) => group.ids.has(id)));
    const all = {
      ids: new Set([...ids, ...tied.flatMap((group) => [...group.ids])]),
      columns: [...tied.flatMap((group) => group.columns), column],
    };
    groups = [...groups.filter((group) => !tied.includes(group)), all];
  }
  const variables = groups.map((group) => {
    const keys = group.columns.map(({ e }) => e);
    const own = product(
      model.variables.filter(({ slots }) => group.ids.has(slots[0]!.exprId)),
      model.rows,
    );
    return marginal(
      own,
      keys,
      group.columns.map(({ slot }) => slot),
      model,
    );
  });
  return model.with({ output, variables, derived: new Map() });
}

/** Parts of a variable that give the same groups. */
export function together(one: Segment, other: Segment): Segment {
  const n = Math.max(one.n, other.n);
  const { logAbsent: _, ...rest } = one;
  const share = one.share + other.share;
  if (one.logAbsent === undefined || other.logAbsent === undefined) return { ...rest, n, share };
  return { ...rest, n, share, logAbsent: one.logAbsent + other.logAbsent };
}

/** The group of a part of a variable in which keys have one value. */
export function oneGroup(segment: Segment, places: readonly number[], key: readonly unknown[]): Segment {
  const components = key.map((value): Component => ({ kind: "value", value }));
  const whole = segment.n <= 1 && segment.logAbsent !== undefined && readsAll(segment, places);
  return {
    components,
    n: 1,
    share: segment.share,
    ...(whole && { logAbsent: segment.logAbsent! }),
  };
}

/** A column as it is, or a constant. */
export function isPlain(key: Expression): boolean {
  return key.kind === "AttributeReference" || key.kind === "Literal";
}

/** The groups of a long tail, which are alike. */
export function manyGroups(
  segment: Segment,
  own: Variable,
  keys: readonly Expression[],
  { ansi }: PartitionModel,
): Segment {
  const places = keys.map((key) =>
    key.kind === "AttributeReference" ? own.slots.findIndex((slot) => slot.exprId === key.exprId) : -1,
  );
  let isOneToOne = true;
  const components = keys.map((key, i): Component => {
    if (key.kind === "Literal") return { kind: "value", value: key.value };
    if (places[i]! < 0) {
      const { component, repeats } = derivedComponent(segment, own, key, ansi);
      isOneToOne &&= !repeats;
      return component;
    }
    const c = segment.components[places[i]!]!;
    if (c.kind !== "from") return c;
    const at = places.indexOf(c.of);
    return at >= 0 ? { ...c, of: at } : segment.components[c.of]!;
  });
  const bases = basesOf(segment, placesOf(own, keys)).map((place) => segment.components[place]!);
  const isWhole = isOneToOne && width(segment.components) <= width(bases);
  return {
    components,
    n: Math.min(segment.n, width(bases), width(components)),
    share: segment.share,
    ...(isWhole && segment.logAbsent !== undefined && { logAbsent: segment.logAbsent }),
    ...(isWhole && segment.subset !== undefined && { subset: segment.subset }),
    ...(isWhole && segment.unique === "in table" && { unique: segment.unique }),
  };
}

function readsAll(segment: Segment, places: readonly number[]): boolean {
  const bases = basesOf(segment, places);
  return width(segment.components) <= width(bases.map((place) => segment.components[place]!));
}
