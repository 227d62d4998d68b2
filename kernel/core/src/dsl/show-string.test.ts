import { expect, test } from "vitest";
import { showString } from "./show-string.js";

test("cells line up on the right, long ones are cut, more rows are announced", () => {
  const rows = [
    ["1", "a very long name that does not fit"],
    ["20", "b"],
    ["3", "c"],
  ];
  expect(showString(["id", "name"], rows, { numRows: 2, truncate: 20 })).toBe(
    [
      "+---+--------------------+",
      "| id|                name|",
      "+---+--------------------+",
      "|  1|a very long name ...|",
      "| 20|                   b|",
      "+---+--------------------+",
      "only showing top 2 rows",
      "",
    ].join("\n"),
  );
});

test("without truncation cells are whole and line up on the left", () => {
  expect(showString(["id"], [["12345"]], { numRows: 20, truncate: 0 })).toBe(
    "+-----+\n|id   |\n+-----+\n|12345|\n+-----+\n",
  );
});

test("control characters are escaped, full-width ones count twice, as in Spark", () => {
  expect(showString(["a\tb"], [["x\ny"], ["漢字"]], { numRows: 20, truncate: 20 })).toBe(
    ["+----+", "|a\\tb|", "+----+", "|x\\ny|", "|漢字|", "+----+", ""].join("\n"),
  );
});
