import { type DataType, isLongLike, vectorKind } from "@stageplay/core";
import type { DecodedArray, SchemaTree } from "hyparquet";
import { typeOfNode } from "../parquet-schema.js";

/** How the stored numbers of a column become the cells of a vector. */
export interface NumberCells {
  readonly kind: "int" | "double" | "boolean";
  readonly allocate: (rows: number) => Int32Array | Float64Array | Uint8Array;
  /** Stored values as cells; undefined when a long among them is no safe integer, which no such vector holds. */
  readonly cells: (stored: DecodedArray) => ArrayLike<number> | undefined;
}

type Cells = NumberCells["cells"];

/** Undefined for a column whose values are no numbers, or not those that are wanted without a conversion of each. */
export function numberCells(node: SchemaTree, wanted: DataType): NumberCells | undefined {
  const cells = cellsOf(node, wanted);
  if (cells === undefined) return undefined;
  switch (vectorKind(wanted)) {
    case "int":
      return { kind: "int", allocate: (rows) => new Int32Array(rows), cells };
    case "double":
      return { kind: "double", allocate: (rows) => new Float64Array(rows), cells };
    case "boolean":
      return { kind: "boolean", allocate: (rows) => new Uint8Array(rows), cells };
    default:
      return undefined;
  }
}

function cellsOf(node: SchemaTree, wanted: DataType): Cells | undefined {
  const { type, converted_type: converted } = node.element;
  const stored = typeOfNode(node);
  if (stored.kind === "decimal" && (wanted.kind !== "decimal" || wanted.scale !== stored.scale)) return undefined;
  switch (type) {
    case "BOOLEAN":
    case "FLOAT":
    case "DOUBLE":
      return asTheyAre;
    case "INT32":
      return stored.kind === "long" ? unsigned : asTheyAre;
    case "INT64":
      if (!isLongLike(wanted) || converted === "UINT_64") return undefined;
      return stored.kind === "timestamp" ? timestamps(node) : (values) => safeIntegers(values as BigInt64Array, 1);
    default:
      return undefined;
  }
}

const asTheyAre: Cells = (stored) => stored as ArrayLike<number>;

const unsigned: Cells = (stored) => Float64Array.from(stored as Int32Array, (value) => value >>> 0);

/** Of milli- and microseconds; nanoseconds are cut, value by value. */
function timestamps({ element }: SchemaTree): Cells | undefined {
  const { converted_type: converted, logical_type: logical } = element;
  const unit = logical?.type === "TIMESTAMP" ? logical.unit : converted?.replace("TIMESTAMP_", "");
  if (unit === "NANOS") return undefined;
  return (values) => safeIntegers(values as BigInt64Array, unit === "MILLIS" ? 1000 : 1);
}

/** Highest half of a safe integer, 2^53 / 2^32. */
const SAFE_HIGH = 2 ** 21;

/** Read as two halves: a bigint for each would be an object for each. */
function safeIntegers(longs: BigInt64Array, factor: number): Float64Array | undefined {
  const halves = new Int32Array(longs.buffer, longs.byteOffset, longs.length * 2);
  const numbers = new Float64Array(longs.length);
  for (let i = 0; i < numbers.length; i++) {
    const high = halves[2 * i + 1]!;
    const number = (high * 2 ** 32 + (halves[2 * i]! >>> 0)) * factor;
    if (high >= SAFE_HIGH || high < -SAFE_HIGH || !Number.isSafeInteger(number)) return undefined;
    numbers[i] = number;
  }
  return numbers;
}
