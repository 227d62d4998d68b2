import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSession, type DataType, Decimal, Row } from "@stageplay/core";
import { afterAll, describe, expect, it } from "vitest";
import { kernelPorts } from "./ports.js";

/** What Spark 4.3.0 gave for an expression string: type, value, name of the column. */
type FunctionRecord = readonly [text: string, type: string, value: unknown, name: string];

const file = fileURLToPath(new URL("records/frames/functions.json", import.meta.url));
const records = JSON.parse(readFileSync(file, "utf8")) as readonly FunctionRecord[];
/** Arguments that Spark adds to the name, and we do not know. */
const OTHER_NAME = ["unix_timestamp", "to_date", "to_timestamp", "named_struct"];

describe("functions give Spark's values, types and names", () => {
  const session = createSession(kernelPorts(), { conf: { "spark.master": "local[2]" } });
  session.beginCell(1);
  afterAll(() => session.settle());

  it.each(records)("%s", async (text, type, value, name) => {
    const df = session.spark.range(1).selectExpr(text);
    expect(simple(df.schema.fields[0]!.dataType)).toBe(type);
    if (!OTHER_NAME.some((other) => text.startsWith(other))) expect(df.columns[0]).toBe(name);
    const found = plain((await df.first()).get(0));
    if (typeof value === "number" && !Number.isInteger(value)) expect(found).toBeCloseTo(value, 10);
    else expect(found).toEqual(value);
  });
});

const NAMES: Readonly<Record<string, string>> = { integer: "int", long: "bigint", byte: "tinyint", short: "smallint" };

function simple(type: DataType): string {
  switch (type.kind) {
    case "array":
      return `array<${simple(type.elementType)}>`;
    case "map":
      return `map<${simple(type.keyType)},${simple(type.valueType)}>`;
    case "struct":
      return `struct<${type.fields.map((f) => `${f.name}:${simple(f.dataType)}`).join(",")}>`;
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    default:
      return NAMES[type.kind] ?? type.kind;
  }
}

function plain(value: unknown): unknown {
  if (value instanceof Row) return Row.values(value).map(plain);
  if (value instanceof Map) return [...value].map(plain);
  if (value instanceof Decimal) return value.toString();
  if (value instanceof Date) return value.toISOString().replace("T", " ").replace(".000Z", "");
  return Array.isArray(value) ? value.map(plain) : value;
}
