import { type ColumnVector, type DoubleVector, valueReader } from "../../../types/column-vector.js";

/** A vector of longs of which some, by position, are bigints: then held values for all. */
export function withBigs(vector: DoubleVector, bigs: ReadonlyMap<number, bigint> | null): ColumnVector {
  if (bigs === null) return vector;
  const read = valueReader(vector);
  const values = Array.from(vector.values, (_, i) => bigs.get(i) ?? read(i));
  return { kind: "any", values };
}
