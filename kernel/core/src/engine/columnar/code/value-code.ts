import type { VectorKind } from "../../../types/column-vector.js";
import { isLongLike, vectorKind } from "../../../types/column-vector.js";
import type { DataType } from "../../../types/data-type.js";

/** How generated code reads one value: pieces of JavaScript that have no side effects and may be repeated. */
export interface ValueCode {
  readonly type: DataType;
  /** int, double: a number; boolean: true or false; string: a code of {@link dictionary}; any: the held value. */
  readonly kind: VectorKind;
  /** Has no meaning where {@link isNull} holds. */
  readonly value: string;
  /** `"false"` where it is known that there are no nulls. */
  readonly isNull: string;
  /** A `double` of a long or decimal type that may be a bigint after all. */
  readonly mayBeBig?: boolean;
  /** The variable that holds the dictionary of a `string`. */
  readonly dictionary?: string;
  /** The column of the function's input batch, when the value is just that. */
  readonly column?: number;
  /** Whether that column is a typed array. */
  readonly isTyped?: boolean;
}

/** The columns that an expression's bound references mean. */
export type Columns = readonly ValueCode[];

export const NEVER = "false";
export const ALWAYS = "true";

/** The value as the row-wise evaluators have it, null included. */
export function boxed(code: ValueCode): string {
  const present = presentValue(code);
  return code.isNull === NEVER ? present : `(${code.isNull} ? null : ${present})`;
}

/** The held value of what is not null. */
export function presentValue(code: ValueCode): string {
  return code.kind === "string" ? `${code.dictionary}.values[${code.value}]` : code.value;
}

/** A condition that is true only when the value is: not for null. */
export function isTrue(code: ValueCode): string {
  return code.isNull === NEVER ? code.value : `(!${code.isNull} && ${code.value})`;
}

/** The code of a value that a variable holds in its boxed form, null being told apart by `isNull`. */
export function heldIn(variable: string, type: DataType, isNull: string): ValueCode {
  const kind = vectorKind(type);
  if (kind === "string") return { type, kind: "any", value: variable, isNull };
  return { type, kind, value: variable, isNull, ...(isLongLike(type) && { mayBeBig: true }) };
}

/** A value of the kind that a variable of the type starts with; it has no meaning yet. */
export function placeholder(type: DataType): string {
  switch (vectorKind(type)) {
    case "int":
    case "double":
      return "0";
    case "boolean":
      return "false";
    default:
      return "null";
  }
}

/** One condition or the other. */
export function either(a: string, b: string): string {
  if (a === NEVER) return b;
  if (b === NEVER || a === b) return a;
  return a === ALWAYS || b === ALWAYS ? ALWAYS : `(${a} || ${b})`;
}
