import { describe, expect, it } from "vitest";
import { csv } from "./csv.js";

const cells = (...row: string[]): string => csv({ heads: [], rows: [row] }).slice("\r\n".length, -"\r\n".length);

describe("csv", () => {
  it("has a line of heads and one a row", () => {
    const table = {
      heads: ["Task", "Duration (ms)"],
      rows: [
        ["0:0", "12.5"],
        ["0:1", "-3"],
      ],
    };
    expect(csv(table)).toBe("Task,Duration (ms)\r\n0:0,12.5\r\n0:1,-3\r\n");
  });

  it("quotes what would be more than one cell", () => {
    expect(cells('say "a", b', "one\ntwo")).toBe('"say ""a"", b","one\ntwo"');
  });

  it.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("https://example.invalid")'])(
    "writes nothing that a spreadsheet computes: %s",
    (text) => {
      expect(cells(text).replace(/^"/, "").startsWith("'")).toBe(true);
    },
  );

  it("leaves out what turns the direction of a line", () => {
    expect(cells("a\u202eb")).not.toContain("\u202e");
  });
});
