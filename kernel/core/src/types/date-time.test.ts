import { describe, expect, test } from "vitest";
import {
  civilFromDays,
  daysFromCivil,
  formatDate,
  formatTimestamp,
  joinMicros,
  parseDate,
  splitMicros,
} from "./date-time.js";
import { longValue } from "./long-value.js";
import { parseTimestamp } from "./timestamp-text.js";

describe("dates", () => {
  test("days and civil dates are inverse, over 4,000 years", () => {
    for (let days = -800_000; days < 700_000; days += 997) {
      const { year, month, day } = civilFromDays(days);
      expect(daysFromCivil(year, month, day)).toBe(days);
      if (year > 999) expect(parseDate(formatDate(days))).toBe(days);
    }
  });

  test("known days", () => {
    expect(formatDate(0)).toBe("1970-01-01");
    expect(parseDate("2024-01-15")).toBe(19_737);
    expect(parseDate("2024-02-29")).toBe(19_782);
    expect(parseDate("2024")).toBe(parseDate("2024-01-01"));
    expect(parseDate("2024-1-5 10:00:00")).toBe(parseDate("2024-01-05"));
  });

  test.each(["2023-02-29", "2024-13-01", "24-01-01", "2024-01-01x", "", "yesterday"])("%j is no date", (text) => {
    expect(parseDate(text)).toBeUndefined();
  });
});

describe("timestamps", () => {
  test.each([
    ["2024-01-15 12:00:00", "2024-01-15 12:00:00"],
    ["2024-01-15T12:00:00Z", "2024-01-15 12:00:00"],
    ["2024-01-15 12:00:00.500", "2024-01-15 12:00:00.5"],
    ["1969-12-31 23:59:59.999999", "1969-12-31 23:59:59.999999"],
    ["2024-01-15 01:30:00+02:00", "2024-01-14 23:30:00"],
    ["2024-01-15", "2024-01-15 00:00:00"],
    ["9999-12-31 23:59:59.123456", "9999-12-31 23:59:59.123456"],
  ])("%s is written %s", (text, written) => {
    expect(formatTimestamp(parseTimestamp(text)!)).toBe(written);
  });

  test("beyond safe integers the parts stay exact", () => {
    const far = longValue(400_000n * 86_400_000_000n + 123n);
    expect(splitMicros(far)).toEqual({ days: 400_000, microsOfDay: 123 });
    expect(joinMicros(400_000, 123)).toBe(far);
    expect(splitMicros(-1)).toEqual({ days: -1, microsOfDay: 86_399_999_999 });
  });

  test.each(["2024-01-15 25:00:00", "2024-01-15 12:61", "noon"])("%j is no timestamp", (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });
});
