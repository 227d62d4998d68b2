import { expect, test } from "vitest";
import { RuntimeConfig } from "./runtime-config.js";

test("defaults are Spark's, set values win", () => {
  const conf = new RuntimeConfig();
  expect(conf.getInt("spark.sql.shuffle.partitions")).toBe(200);
  conf.set("spark.sql.shuffle.partitions", 8);
  expect(conf.get("spark.sql.shuffle.partitions")).toBe("8");
  expect(conf.isSet("spark.default.parallelism")).toBe(false);
});

test.each([
  ["spark.sql.autoBroadcastJoinThreshold", "10m", 10485760],
  ["spark.sql.autoBroadcastJoinThreshold", "-1", -1],
  ["spark.executor.memory", "2g", 2147483648],
  ["spark.executor.memory", "1024", 1073741824],
])("%s = %s is %d bytes", (key, text, bytes) => {
  expect(new RuntimeConfig({ [key]: text }).getBytes(key)).toBe(bytes);
});

test.each([
  ["spark.sql.shuffle.partitions", "many"],
  ["spark.sql.shuffle.partitions", "0"],
  ["spark.sql.adaptive.enabled", "yes"],
  ["spark.executor.memory", "100m"],
  ["spark.locality.wait", "soon"],
])("%s = %s is refused on the user's line, with the next step", (key, text) => {
  expect(() => new RuntimeConfig().set(key, text)).toThrow(/^\[INVALID_CONF_VALUE.*Next step: Give/s);
});

test("a slip of the pen is named, another project's key is kept", () => {
  const conf = new RuntimeConfig();
  expect(() => conf.set("spark.sql.shufle.partitions", 8)).toThrow(/Did you mean spark\.sql\.shuffle\.partitions/);
  conf.set("spark.hadoop.fs.s3a.endpoint", "x");
  expect(conf.get("spark.hadoop.fs.s3a.endpoint")).toBe("x");
});

test("keys of the core are fixed once the application has started", () => {
  const conf = new RuntimeConfig({ "spark.executor.instances": "2" });
  conf.markStarted();
  expect(() => conf.set("spark.executor.instances", 8)).toThrow(/CANNOT_MODIFY_CONFIG.*builder/s);
  expect(conf.getInt("spark.executor.instances")).toBe(2);
});
