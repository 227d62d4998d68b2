import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSession, type SparkError, SparkException } from "@stageplay/core";
import { afterAll, describe, expect, it } from "vitest";
import { plainValue, simpleType } from "./plain-value.js";
import { kernelPorts } from "./ports.js";

/**
 * What Spark 4.3.0 made of an expression string over a row without columns of its own: type, value, name and nullability of the column; or when
 * it failed, and by which condition (`*` where Spark's error has none).
 */
type FunctionRecord =
  | readonly [text: string, type: string, value: unknown, name: string, nullable: boolean]
  | readonly [text: string, when: "analysis error" | "runtime error", condition: string];

const file = fileURLToPath(new URL("records/frames/functions.json", import.meta.url));
const records = JSON.parse(readFileSync(file, "utf8")) as readonly FunctionRecord[];

describe("functions give Spark's values, types, names and errors", () => {
  const conf = { "spark.master": "local[2]", "spark.default.parallelism": "4" };
  const session = createSession(kernelPorts(), { conf });
  session.beginCell(1);
  afterAll(() => session.settle());
  const made = (text: string) => session.spark.range(1).selectExpr(text);

  it.each(records.map((record) => [record[0], record] as const))("%s", async (_, record) => {
    const [text, type, value, name, nullable] = record;
    if (type === "analysis error") {
      expect(conditionOf(() => made(text))).toMatch(pattern(value as string));
      return;
    }
    const df = made(text);
    if (type === "runtime error") {
      const error = await df.collect().catch((failed: unknown) => failed);
      expect(causeOf(error).condition).toMatch(pattern(value as string));
      return;
    }
    const field = df.schema.fields[0]!;
    expect([simpleType(field.dataType), field.name, field.nullable]).toEqual([type, name, nullable]);
    const found = plainValue((await df.first()).get(0));
    // The driver's Java map has its own order of keys.
    if (type.startsWith("map")) {
      expect(byText(found)).toEqual(byText(value));
      return;
    }
    if (typeof value === "number" && !Number.isInteger(value)) expect(found).toBeCloseTo(value, 10);
    else expect(found).toEqual(value);
  });
});

const byText = (pairs: unknown): unknown[] => [...(pairs as unknown[])].map((p) => JSON.stringify(p)).sort();

const pattern = (condition: string): RegExp =>
  condition === "*" ? /./ : new RegExp(`^${condition.replaceAll(".", "\\.")}$`);

function conditionOf(make: () => unknown): string | undefined {
  try {
    make();
    return undefined;
  } catch (error) {
    return (error as SparkError).condition;
  }
}

/** The error of the task, below the job's. */
function causeOf(error: unknown): SparkError {
  return error instanceof SparkException ? causeOf(error.cause) : (error as SparkError);
}
