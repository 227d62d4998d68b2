import { expect, it } from "vitest";
import { about, atLeast, atMost, between, type Matcher, matches, oneOf, parseQuantity, within } from "./index.js";

it.each<[Matcher, readonly unknown[], readonly unknown[]]>([
  [within(60, "s", 0.05), [57_000, 60_000, 63_000], [56_999, 63_001, "60000"]],
  [within(200, 0.1), [180, 220], [179, 221]],
  [within(2, "MiB"), [2 * 2 ** 20], [2 ** 20]],
  [about(10), [9, 11], [8.9]],
  [between(2, 4), [2, 3, 4], [1, 5]],
  [atLeast(1, "KiB"), [1024, Number.MAX_VALUE], [1023]],
  [atMost(2, "min"), [0, 120_000], [120_001, Number.NaN]],
  [oneOf<string | number>("yes", 3), ["yes", 3], ["no", undefined]],
])("$text", (matcher, right, wrong) => {
  expect(right.map((value) => matches(matcher, value))).toEqual(right.map(() => true));
  expect(wrong.map((value) => matches(matcher, value))).toEqual(wrong.map(() => false));
});

it("reads as it was written", () => {
  const texts = [within(60, "s", 0.05), within(7, 0), between(1, 2, "s"), atMost(5, "KiB"), oneOf(2, 3)];
  expect(texts.map(({ text }) => text)).toEqual(["60 s ± 5%", "7 ± 0%", "1 to 2 s", "5 KiB or less", "2 or 3"]);
});

it("refuses units and numbers that are none", () => {
  expect(() => within(1, "Mib" as "MiB")).toThrow(/INVALID_MATCHER.*`Mib`[\s\S]*Did you mean "MiB"/);
  expect(() => atLeast(Number.NaN)).toThrow(/no number/);
  expect(() => between(3, 2)).toThrow(/between\(2, 3\)/);
  expect(() => within(1, "s", -1)).toThrow(/tolerance/);
  expect(() => oneOf()).toThrow(/no values/);
  expect(parseQuantity("5 toString")).toBeUndefined();
});
