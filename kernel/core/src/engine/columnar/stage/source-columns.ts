import { type ColumnVector, isLongLike, vectorKind } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";
import type { FunctionCode } from "../code/function-code.js";
import { NEVER, type ValueCode } from "../code/value-code.js";

/** What generated code depends on of a vector: its kind, and whether it has nulls. */
export interface VectorShape {
  readonly kind: ColumnVector["kind"];
  readonly hasNulls: boolean;
}

export function shapeOf(vector: ColumnVector): VectorShape {
  return { kind: vector.kind, hasNulls: vector.kind === "any" || vector.nulls !== undefined };
}

/** The shapes that columns of these types and nullabilities are expected in. */
export function expectedShape({
  dataType,
  nullable,
}: {
  readonly dataType: DataType;
  readonly nullable: boolean;
}): VectorShape {
  const kind = vectorKind(dataType);
  return { kind, hasNulls: nullable || kind === "any" };
}

/** A text that tells shapes apart. */
export function shapeKey(shapes: readonly VectorShape[]): string {
  return shapes.map(({ kind, hasNulls }) => kind[0] + (hasNulls ? "?" : "")).join("");
}

/** Where a side's columns are and which row of it is meant. */
export interface SideAccess {
  /** JavaScript of the batch: `batch`, `task.tables[0].rows`. */
  readonly batch: string;
  /** Variable of the row's position. */
  readonly row: string;
  /** Prefix of the variables of this side. */
  readonly prefix: string;
}

/** How generated code reads the columns of one side. */
export function sideColumns(
  types: readonly DataType[],
  shapes: readonly VectorShape[],
  access: SideAccess,
  fn: FunctionCode,
): readonly ValueCode[] {
  return types.map((type, i) => columnCode(type, shapes[i]!, i, access, fn));
}

/** The same columns where the row may be missing (position −1): then all are null. */
export function optionalColumns(columns: readonly ValueCode[], row: string): readonly ValueCode[] {
  return columns.map((code) => {
    const isNull = code.isNull === NEVER ? `${row} < 0` : `${row} < 0 || ${code.isNull}`;
    return { ...code, isNull: `(${isNull})` };
  });
}

function columnCode(
  type: DataType,
  { kind, hasNulls }: VectorShape,
  i: number,
  { batch, row, prefix }: SideAccess,
  fn: FunctionCode,
): ValueCode {
  const name = `${prefix}${i}`;
  const vector = `${batch}.columns[${i}]`;
  fn.before(`const ${name} = ${vector}.values;`, [name]);
  if (kind === "any") {
    const isNull = `(${name}[${row}] === null)`;
    const own = vectorKind(type);
    const held = own === "string" ? "any" : own;
    return { type, kind: held, value: `${name}[${row}]`, isNull, ...(isLongLike(type) && { mayBeBig: true }) };
  }
  if (hasNulls) fn.before(`const ${name}Nulls = ${vector}.nulls;`, [`${name}Nulls`]);
  const isNull = hasNulls ? `(${name}Nulls[${row}] === 1)` : NEVER;
  if (kind === "boolean") return { type, kind, value: `(${name}[${row}] === 1)`, isNull };
  if (kind !== "string") return { type, kind, value: `${name}[${row}]`, isNull };
  fn.before(`const ${name}Texts = ${vector}.dictionary;`, [`${name}Texts`]);
  return { type, kind, value: `${name}[${row}]`, isNull, dictionary: `${name}Texts` };
}
