import { expect, it } from "vitest";
import { readPrograms } from "./recorder/read-programs.mjs";

it("a file of programs: ids, Scala, settings, twice with aqe", () => {
  const programs = readPrograms(`// by hand
//# r90-sum
Seq(sc.range(0, 3).sum())

//# d90-count aqe bytes spark.sql.shuffle.partitions=17
val t = spark.range(9)
Seq(t.count())
`);
  expect(programs.map(({ id, scala, bytes }) => [id, scala, bytes])).toEqual([
    ["r90-sum", "Seq(sc.range(0, 3).sum())", false],
    ["d90-count@aqe-off", "val t = spark.range(9)\nSeq(t.count())", true],
    ["d90-count@aqe-on", "val t = spark.range(9)\nSeq(t.count())", true],
  ]);
  expect(Object.fromEntries(programs[0]!.conf)).toEqual({
    master: "local[2]",
    "spark.default.parallelism": "4",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.session.timeZone": "UTC",
  });
  expect(Object.fromEntries(programs[2]!.conf)).toMatchObject({
    "spark.sql.shuffle.partitions": "17",
    "spark.sql.adaptive.enabled": "true",
  });
});
