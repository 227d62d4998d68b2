import { expect, test } from "vitest";
import {
  arrayType,
  type DataType,
  decimalType,
  IntegerType,
  LongType,
  mapType,
  StringType,
  structField,
  structType,
} from "../../types/data-type.js";
import { unsafeRowSize } from "./unsafe-row-size.js";

test.each<[string, readonly DataType[], readonly unknown[], number]>([
  ["null bits and a word a field", [LongType, IntegerType], [1, 2], 8 + 16],
  ["65 fields have two words of null bits", Array.from({ length: 65 }, () => LongType), Array(65).fill(1), 16 + 65 * 8],
  ["a string is rounded up to whole words", [LongType, StringType], [1, "hello"], 8 + 16 + 8],
  ["nine bytes take two words", [StringType], ["ninebytes"], 8 + 8 + 16],
  ["bytes count, not characters", [StringType], ["ééééé"], 8 + 8 + 16],
  ["a null string has no bytes", [StringType], [null], 8 + 8],
  ["a small decimal sits in its word", [decimalType(18, 2)], [1], 8 + 8],
  ["a wide decimal has 16 bytes, also null", [decimalType(38, 2), decimalType(38, 2)], [1, null], 8 + 16 + 32],
  ["array: count, null bits, elements", [arrayType(IntegerType)], [[1, 2, 3]], 8 + 8 + (8 + 8 + 16)],
  ["array of strings", [arrayType(StringType)], [["a", null]], 8 + 8 + (8 + 8 + 16 + 8)],
  ["struct: a row inside", [structType([structField("s", StringType)])], [["abc"]], 8 + 8 + (8 + 8 + 8)],
  ["map: keys and values", [mapType(LongType, LongType)], [new Map([[1, 2]])], 8 + 8 + 8 + 2 * (8 + 8 + 8)],
])("%s", (_, types, row, bytes) => {
  expect(unsafeRowSize(types)(row)).toBe(bytes);
});
