import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSession } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { normalizedExplain } from "./explain-text.js";
import { kernelPorts } from "./ports.js";
import { EXPLAINED } from "./programs/explained.js";

type Mode = "extended" | "cost" | "formatted" | "codegen" | "simple";

/** What Spark 4.3.0 explained of one DataFrame, with adaptive execution off or on. */
interface ExplainRecord {
  readonly id: string;
  readonly python: string;
  readonly adaptive: boolean;
  /** Before any action on it. */
  readonly before: Readonly<Partial<Record<Mode, readonly string[]>>>;
  /** After the same DataFrame was collected. */
  readonly after: Readonly<Partial<Record<Mode, readonly string[]>>>;
}

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const records = JSON.parse(readFileSync(folder("records/explain/explain.json"), "utf8")) as readonly ExplainRecord[];

describe("explain() reads like Spark's, before and after an action", () => {
  it.each(records.map((record) => [`${record.id}, AQE ${record.adaptive ? "on" : "off"}`, record] as const))(
    "%s",
    async (_, record) => {
      let printed = "";
      const ports = kernelPorts((text) => {
        printed = text;
      });
      const conf = {
        "spark.master": "local[2]",
        "spark.default.parallelism": "4",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.adaptive.enabled": String(record.adaptive),
      };
      const session = createSession(ports, { conf });
      session.beginCell(1);
      const df = EXPLAINED[record.id]!({ spark: session.spark, data: folder("../../notebooks/data") });
      const check = (texts: ExplainRecord["before"]): void => {
        for (const [mode, lines] of Object.entries(texts)) {
          df.explain(mode as Mode);
          expect(normalizedExplain(printed), mode).toEqual(lines);
        }
      };
      check(record.before);
      await df.collect();
      await session.settle();
      session.endCell();
      check(record.after);
    },
  );

  it("covers every program", () => {
    expect([...new Set(records.map(({ id }) => id))].sort()).toEqual(Object.keys(EXPLAINED).sort());
  });
});
