import { describe, expect, test } from "vitest";
import {
  arrayType,
  BinaryType,
  BooleanType,
  type DataType,
  DateType,
  DoubleType,
  decimalType,
  FloatType,
  IntegerType,
  LongType,
  StringType,
  structField,
  structType,
  TimestampType,
} from "../../types/data-type.js";
import { utf8Encode } from "../../types/utf8.js";
import { HASH_SEED, hashPartitionId, murmur3Hash } from "./murmur3-hash.js";

const hash = (types: readonly DataType[], values: readonly unknown[]): number => murmur3Hash(types)(values, HASH_SEED);

/** M1: what Spark's hash(…) gives. */
describe("murmur3 with seed 42", () => {
  test.each<[DataType, unknown, number]>([
    [IntegerType, 0, 933211791],
    [IntegerType, 1, -559580957],
    [IntegerType, -1, -1604776387],
    [IntegerType, 42, 29417773],
    [LongType, 1, -1712319331],
    [LongType, 0, -1670924195],
    [LongType, 123456789012, -1439831649],
    [StringType, "", 142593372],
    [StringType, "a", 1485273170],
    [StringType, "abc", 1322437556],
    [StringType, "abcd", -396302900],
    [StringType, "spark", 2101843105],
    [StringType, "é", 2119106806],
    [StringType, null, 42],
    [DoubleType, 1, -460888942],
    [DoubleType, 0, -1670924195],
    [DoubleType, -0, -1670924195],
    [DoubleType, Number.NaN, -1281358385],
    [FloatType, 1.5, -221251528],
    [BooleanType, true, -559580957],
    [BooleanType, false, 933211791],
    [DateType, 19737, 1697177293],
    [TimestampType, 19737 * 86_400_000_000 + 43_200_000_000, -1374724563],
    [decimalType(10, 2), 1234, -1028144669],
    [decimalType(38, 2), 1234, 1123058251],
    [arrayType(IntegerType), [1, 2], -222940379],
    [structType([structField("a", IntegerType), structField("b", StringType)]), [1, "x"], -1305545736],
  ])("%o %o", (type, value, expected) => {
    expect(hash([type], [value])).toBe(expected);
  });

  test("columns chain: the hash of one is the seed of the next", () => {
    expect(hash([IntegerType, StringType], [1, "a"])).toBe(-936062819);
    expect(hash([StringType, IntegerType], ["a", 1])).toBe(532252686);
    expect(hash([IntegerType, StringType, IntegerType], [1, null, 2])).toBe(hash([IntegerType, IntegerType], [1, 2]));
  });

  test("a string hashes as its UTF-8 bytes do", () => {
    for (const text of ["", "a", "abcd", "customer-17", "é", "abcé", "ab€cd", "😀x"]) {
      expect(hash([StringType], [text])).toBe(hash([BinaryType], [utf8Encode(text)]));
    }
  });

  test("partitions are never negative", () => {
    expect(hashPartitionId([IntegerType], 200)([1])).toBe(43);
    const partition = hashPartitionId([LongType], 8);
    for (let key = -500; key < 500; key++) {
      expect(partition([key])).toBeGreaterThanOrEqual(0);
      expect(partition([key])).toBeLessThan(8);
    }
  });
});
