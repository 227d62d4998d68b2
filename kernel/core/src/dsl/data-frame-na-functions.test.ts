import { expect, it } from "vitest";
import { queryFixture } from "../testing/query-fixture.js";
import { Row } from "../types/row.js";
import type { DataFrame } from "./data-frame.js";
import { col } from "./functions.js";

const { spark } = queryFixture();
const t: DataFrame = spark.createDataFrame(
  [
    [1, "US", 3, 95.5, null],
    [2, "DE", 1, 20.25, "x"],
    [3, "US", 5, Number.NaN, "y"],
    [4, null, null, null, null],
  ],
  ["id", "country", "quantity", "price", "note"],
);

const rowsOf = async (df: DataFrame) => (await df.collect()).map((row) => Row.values(row));
const idsOf = async (df: DataFrame) => (await df.collect()).map((row) => row.get(0));

it("fills the columns whose type the value has; NaN counts as null", async () => {
  expect(await rowsOf(t.na.fill(0).filter(col("id").geq(3)))).toEqual([
    [3, "US", 5, 0, "y"],
    [4, null, 0, 0, null],
  ]);
  expect(await rowsOf(t.na.fill("?", ["note"]).filter(col("id").eq(4)))).toEqual([[4, null, null, null, "?"]]);
  expect(await rowsOf(t.na.fill({ quantity: 7, country: "none" }).filter(col("id").eq(4)))).toEqual([
    [4, "none", 7, null, null],
  ]);
});

it("drops rows by how many values they have", async () => {
  expect(await idsOf(t.na.drop())).toEqual([2]);
  expect(await idsOf(t.na.drop("all", ["country", "note"]))).toEqual([1, 2, 3]);
  expect(await idsOf(t.na.drop(4))).toEqual([1, 2, 3]);
  expect(await idsOf(t.na.drop("any", ["price"]))).toEqual([1, 2]);
});

it("replaces values", async () => {
  const replaced = t.na.replace("country", new Map([["US", "USA"]]));
  expect((await replaced.collect()).map((row) => row.country)).toEqual(["USA", "DE", "USA", null]);
});

it("fails for a column that is not there", () => {
  expect(() => t.na.fill(0, ["quantty"])).toThrow("quantty");
});
