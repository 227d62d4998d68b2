import { describe, expect, it } from "vitest";
import { decodeColumn, encodeExact, encodeQuantised } from "./column-codec.js";
import { RunBundleError } from "./run-bundle.js";

const back = (values: number[]): number[] => [...decodeColumn(encodeExact(values), values.length, "column")];

describe("encodeExact", () => {
  it.each([
    ["counts", [0, 1, 255, 256, 65_536, 2 ** 40]],
    ["negative numbers", [-1, -300, 5, -(2 ** 33)]],
    ["unknown values", [3, Number.NaN, 4]],
    ["decimals", [0.5, 12.125, 1000.001]],
    ["doubles that no decimal gives", [Math.PI, 1 / 3, 1e-300]],
    ["huge and infinite values", [Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY, Number.NaN]],
    ["nothing", []],
  ])("gives back %s", (_, values) => {
    expect(back(values)).toEqual(values);
  });

  it.each([
    ["one value throughout", 7],
    ["steps", (i: number) => 3 - Math.floor(i / 400) * 3],
    ["values that are not known", (i: number) => (i < 600 ? Number.NaN : 2.5)],
    ["one way up", (i: number) => i],
  ])("writes a column of few runs in few characters, whatever its length: %s", (_, value) => {
    const values = Array.from({ length: 1000 }, (_, i) => (typeof value === "number" ? value : value(i)));
    const text = encodeExact(values);
    expect(text.split(".")).toHaveLength(5);
    expect(text.length).toBeLessThan(60);
    expect(back(values)).toEqual(values);
  });

  it("writes a regular column in a few characters", () => {
    const partitions = Array.from({ length: 10_000 }, (_, i) => i);
    expect(encodeExact(partitions).length).toBeLessThan(120);
    expect(back(partitions)).toEqual(partitions);
  });
});

describe("encodeQuantised", () => {
  it("keeps every value to one percent, small ones and unknown ones exactly", () => {
    const values = [0, 1, 99, 127, 128, 1000, 123_456_789, 2 ** 45 - 1, Number.NaN];
    const decoded = decodeColumn(encodeQuantised(values), values.length, "column");
    values.forEach((value, i) => {
      if (Number.isNaN(value) || value < 128) expect(decoded[i]).toBe(value);
      else expect(Math.abs(decoded[i]! - value) / value).toBeLessThan(0.01);
    });
  });
});

describe("decodeColumn", () => {
  it.each([
    ["no header", "abc"],
    ["an unknown codec", encodeExact([1]).replace(/^\d+/, "77")],
    ["a width of nine bytes", "0.9.0.AAAA"],
    ["no base64", "0.1.0.A*AA"],
    ["damaged data", "0.1.0.////"],
    ["more runs than values", `${encodeExact(new Array(100).fill(3))}9`],
    ["runs of doubles", encodeExact(new Array(100).fill(3)).replace(/^\d+\.\d+/, "255.8")],
  ])("refuses %s", (_, text) => {
    expect(() => decodeColumn(text, 1, "task column runMs")).toThrow(RunBundleError);
    expect(() => decodeColumn(text, 1, "task column runMs")).toThrow("task column runMs");
  });

  it("refuses runs of another length", () => {
    const text = encodeExact(new Array(100).fill(3));
    expect(() => decodeColumn(text, 99, "column")).toThrow("holds 100 values, expected 99");
  });

  it("refuses a column of another length", () => {
    expect(() => decodeColumn(encodeExact([1, 2, 3]), 4, "column")).toThrow(RunBundleError);
  });
});
