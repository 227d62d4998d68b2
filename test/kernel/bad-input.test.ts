import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BAD_INPUT, type BadInput, makeBadFiles } from "./bad-input.js";
import { type CellOutcome, RealKernel } from "./real-kernel.js";

/** Run first: variables that every bad cell must leave alone. */
const PREPARE = `
const kept = 41;
const numbers = sc.parallelize([1, 2, 3], 3);
const orders = spark.read.parquet("data/orders.parquet");
const texts = spark.createDataFrame([{ text: "1" }, { text: "2" }, { text: "three" }, { text: "4" }]).repartition(4);
await spark.range(5).write.parquet("out/five");
`;
/** Run behind every bad cell: the kernel lives, and so do the variables and the cluster. */
const ALIVE = "[kept + 1, await numbers.count(), orders.columns.length]";
/** Two errors that the user's own program catches: one from making a DataFrame, one from an action. */
const CATCH = `const early = await (async () => orders.select("cuntry"))().catch((e) => e.callSite);
const late = await orders.select(col("price").divide(0)).show().catch((e) => e.callSite);
[early, late]`;

const kernel = new RealKernel();
const folder = `${kernel.folder}/work`;
const outcomes = new Map<BadInput, { bad: CellOutcome; alive: CellOutcome; after: CellOutcome }>();
let prepared: CellOutcome;
let caught: CellOutcome;

beforeAll(async () => {
  makeBadFiles(folder);
  const cells = BAD_INPUT.flatMap(({ cell, after }) => [cell, ALIVE, after?.cell ?? "null"]);
  const [first, ...rest] = await kernel.runCells([PREPARE, ...cells, CATCH], folder);
  prepared = first!;
  caught = rest.at(-1)!;
  BAD_INPUT.forEach((input, i) => {
    const [bad, alive, after] = rest.slice(3 * i, 3 * i + 3);
    outcomes.set(input, { bad: bad!, alive: alive!, after: after! });
  });
});
afterAll(() => kernel.remove());

it("starts from a good state", () => {
  expect(prepared).toMatchObject({ status: "ok", error: null });
});

describe.each(BAD_INPUT.map((input) => [input.name, input] as const))("%s", (_, input) => {
  it("is told with condition, the user's line and the next step", () => {
    const { status, error, count, stderr } = outcomes.get(input)!.bad;
    expect(status).toBe("error");
    expect(error!.ename).toBe(input.ename);
    for (const text of input.says) expect(error!.traceback).toContain(text);
    expect(error!.traceback).toMatch(new RegExp(`\\bcell \\[${count}\\]:${input.line}\\b`));
    expect(error!.traceback).not.toMatch(/node_modules|dist\/|node:internal/);
    expect(stderr).toBe("");
  });

  it("leaves the kernel alive and its state as it was", () => {
    const { alive, after } = outcomes.get(input)!;
    expect(alive.value).toBe("[ 42, 3, 9 ]");
    if (input.after !== undefined) expect(after.value).toBe(input.after.value);
  });
});

it("tells a program that catches it where it was", () => {
  expect(caught).toMatchObject({
    status: "ok",
    value: `[ 'cell [${caught.count}]:1', 'show at cell [${caught.count}]:2' ]`,
  });
});

it("leaves no partial output", () => {
  expect(readdirSync(`${folder}/out`)).toEqual(["five"]);
});
