import { expect, test } from "vitest";
import { ConfigLayers } from "./config-layers.js";
import { withoutEffect } from "./without-effect.js";

function told(...keys: readonly string[]): string | undefined {
  const layers = new ConfigLayers();
  for (const key of keys) layers.set("conf", key, "x");
  return withoutEffect(layers);
}

test("names what changes nothing here, and what Spark does not know", () => {
  expect(told("spark.executor.memory", "spark.jars", "spark.files", "spark.hadoop.mine")).toBeUndefined();
  expect(told("spark.stageplay.cost.deserializeMs")).toBeUndefined();
  expect(told("spark.kryo.registrator")).toBe("No effect on the simulation: spark.kryo.registrator.");
  expect(told("spark.kryo.registrator", "spark.mine")).toBe(
    "No effect on the simulation: spark.kryo.registrator. No settings of Spark, kept for your program: spark.mine.",
  );
});
