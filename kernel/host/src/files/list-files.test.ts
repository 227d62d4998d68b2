import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testFolder } from "./testing/folder.js";

const folder = testFolder();
beforeAll(() => {
  for (const name of [
    "orders/part-1.csv",
    "orders/part-0.csv",
    "orders/_SUCCESS",
    "orders/.crc",
    "products.csv",
    "logs-01.txt",
    "logs-02.txt",
  ]) {
    folder.put(name, "x");
  }
  folder.put("by-day/day=1/a.csv", "x");
});
afterAll(folder.remove);

const list = (path: string) => folder.files.list(path).map((file) => file.path.slice(folder.path.length + 1));

describe("listing", () => {
  it.each([
    ["products.csv", ["products.csv"]],
    ["orders", ["orders/part-0.csv", "orders/part-1.csv"]],
    ["orders/", ["orders/part-0.csv", "orders/part-1.csv"]],
    ["logs-*.txt", ["logs-01.txt", "logs-02.txt"]],
    ["logs-0?.txt", ["logs-01.txt", "logs-02.txt"]],
    ["logs-0[2-9].txt", ["logs-02.txt"]],
    ["{orders,logs-01.txt}", ["logs-01.txt", "orders/part-0.csv", "orders/part-1.csv"]],
    ["o*/part-{0,7}.csv", ["orders/part-0.csv"]],
  ])("%s", (path, expected) => {
    expect(list(path)).toEqual(expected);
  });

  it("takes absolute paths and file: URLs, and gives sizes", () => {
    expect(folder.files.list(`file://${folder.path}/products.csv`)).toEqual([
      { path: `${folder.path}/products.csv`, size: 1 },
    ]);
  });

  it.each([
    ["product.csv", "Did you mean"],
    ["products.parquet", "Did you mean"],
    ["nowhere/x.csv", "holds: by-day, logs-01.txt, logs-02.txt, orders, products.csv."],
    ["*.orc", "holds:"],
    ["s3://bucket/x", "local folder"],
  ])("names the next step for %s", (path, nextStep) => {
    expect(() => list(path)).toThrowError(
      expect.objectContaining({ condition: "PATH_NOT_FOUND", nextStep: expect.stringContaining(nextStep) }),
    );
  });

  it("refuses what it would read wrongly: a folder partitioned by a column", () => {
    expect(() => list("by-day")).toThrowError(expect.objectContaining({ condition: "UNSUPPORTED_FEATURE" }));
  });
});
