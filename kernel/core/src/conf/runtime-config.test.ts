import { expect, test } from "vitest";
import { CONFIG_ENTRIES } from "./config-entries.js";
import { ConfigLayers } from "./config-layers.js";
import { knownKeys } from "./known-keys.js";
import { RuntimeConfig, setChecked } from "./runtime-config.js";

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
  ["spark.executor.memory", "lots"],
  ["spark.executor.cores", "0"],
  ["spark.memory.fraction", "1.5"],
  ["spark.submit.deployMode", "weird"],
  ["spark.locality.wait", "soon"],
  ["spark.kubernetes.allocation.batch.size", "some"],
  ["spark.eventLog.compress", "maybe"],
])("%s = %s is refused on the user's line, with the next step", (key, text) => {
  expect(() => new RuntimeConfig().set(key, text)).toThrow(/^\[INVALID_CONF_VALUE.*Next step: Give/s);
});

test.each([
  ["spark.sql.shufle.partitions", "spark.sql.shuffle.partitions"],
  ["spark.executor.number", "spark.executor.memory"],
  ["spark.dynamicAllocation.maxExecutor", "spark.dynamicAllocation.maxExecutors"],
  ["spark.executer.memory", "spark.executor.memory"],
  ["spark.stageplay.cost.lanchMs", "spark.stageplay.cost.launchMs"],
  ["spark.stageplay.clusters.host", "spark.stageplay.cluster.hosts"],
  ["spark.stageplay.my.own.key", "spark.stageplay."],
])("%s is not a key of Spark: the nearest ones are named", (key, nearest) => {
  expect(() => new RuntimeConfig().set(key, 8)).toThrow(
    expect.objectContaining({ condition: "UNKNOWN_CONF_KEY", nextStep: expect.stringContaining(nearest) }),
  );
});

test.each([
  "spark.hadoop.fs.s3a.endpoint",
  "spark.myapp.threshold",
  "spark.sparkled",
  "spark.sql.iceberg.planning",
  "spark.executorEnv.TZ",
])("%s may be somebody's own, and is kept", (key) => {
  const conf = new RuntimeConfig({ [key]: "x" });
  expect(conf.get(key)).toBe("x");
});

test("a key of Spark that the simulation does not read has its default, too", () => {
  expect(new RuntimeConfig().get("spark.kryoserializer.buffer.max")).toBe("64m");
  expect(new RuntimeConfig().explain("spark.kryoserializer.buffer.max").meaning).toMatch(/changes nothing here/);
});

test("keys of the core are fixed once the application has started", () => {
  const conf = new RuntimeConfig({ "spark.executor.instances": "2" });
  conf.markStarted();
  expect(() => conf.set("spark.executor.instances", 8)).toThrow(/CANNOT_MODIFY_CONFIG.*builder/s);
  expect(conf.getInt("spark.executor.instances")).toBe(2);
});

test("defaults of 3.5 are 3.5's (L)", () => {
  const conf = new RuntimeConfig({ "spark.stageplay.sparkVersion": "3.5" });
  const keys = ["speculation.quantile", "speculation.multiplier", "sql.ansi.enabled", "rdd.compress"];
  expect(keys.map((key) => conf.get(`spark.${key}`))).toEqual(["0.75", "1.5", "false", "false"]);
  expect(conf.getInt("spark.kubernetes.allocation.batch.size")).toBe(5);
  expect(conf.getBytes("spark.sql.maxSinglePartitionBytes")).toBe(2 ** 63);
  expect(new RuntimeConfig().get("spark.speculation.quantile")).toBe("0.9");
});

test("the platform sets what Spark leaves to it", () => {
  const instances = (master: string) =>
    new RuntimeConfig({ "spark.master": master }).getOption("spark.executor.instances");
  expect(new RuntimeConfig().getInt("spark.executor.instances")).toBe(4);
  expect(["yarn", "k8s://https://a:443", "spark://a:7077"].map(instances)).toEqual(["2", "2", undefined]);
  expect(new RuntimeConfig({ "spark.master": "yarn" }).getInt("spark.executor.cores")).toBe(1);
});

test("a key that follows another has that one's value", () => {
  expect(new RuntimeConfig({ "spark.locality.wait": "0s" }).getMillis("spark.locality.wait.node")).toBe(0);
  const both = new RuntimeConfig({ "spark.locality.wait": "0s", "spark.locality.wait.node": "1s" });
  expect(both.getMillis("spark.locality.wait.node")).toBe(1000);
});

test("explain names every layer, the winner and why", () => {
  const layers = new ConfigLayers();
  setChecked(layers, "file", "spark.executor.memory", "2g", "conf/spark-defaults.conf line 3");
  setChecked(layers, "conf", "spark.executor.memory", "4g", "--conf");
  setChecked(layers, "flag", "spark.executor.memory", "8g", "--executor-memory");
  const { value, winner, why, layers: all, ...rest } = new RuntimeConfig(layers).explain("spark.executor.memory");
  expect([value, winner?.layer]).toEqual(["8g", "flag"]);
  expect(all.map(({ layer, value }) => [layer, value])).toEqual([
    ["session", undefined],
    ["code", undefined],
    ["flag", "8g"],
    ["conf", "4g"],
    ["file", "2g"],
    ["platform", undefined],
    ["default", "1g"],
  ]);
  expect(why).toMatch(
    /^It comes from flag of spark-submit \(--executor-memory\): it wins over --conf and properties file/,
  );
  expect(rest.meaning).toBe("Heap of one executor.");
  expect(String(new RuntimeConfig(layers).explain("spark.executor.memory"))).toContain(
    "→ flag of spark-submit (--executor-memory)",
  );
});

test("what the program sets too late is said so", () => {
  const explained = new RuntimeConfig({ "spark.driver.memory": "4g" }).explain("spark.driver.memory");
  expect(explained.meaning).toMatch(
    /^Heap of the driver\. A program that spark-submit starts in client mode sets it too late/,
  );
});

test("a key under its old name counts under today's", () => {
  const conf = new RuntimeConfig({ "spark.yarn.executor.memoryOverhead": "512" });
  expect(conf.getBytes("spark.executor.memoryOverhead")).toBe(512 * 2 ** 20);
});

/** What Spark leaves to the application or to the machine, a notebook decides. */
const OWN = new Set(["spark.app.name", "spark.master", "spark.sql.session.timeZone"]);

test("defaults written beside a key are those of Spark 4.3", () => {
  const differ = CONFIG_ENTRIES.filter(({ key, defaultValue }) => {
    const spark = knownKeys().get(key)?.defaults.get("4.3");
    if (OWN.has(key) || spark === undefined || spark.startsWith("@") || defaultValue === undefined) return false;
    const read = (text: string) => new RuntimeConfig({ [key]: text });
    const numeric = Number.isFinite(read(defaultValue).getInt(key));
    return numeric
      ? read(spark).getInt(key) !== read(defaultValue).getInt(key)
      : spark.toLowerCase() !== defaultValue.toLowerCase();
  });
  expect(differ.map(({ key }) => key)).toEqual([]);
});

/** Keys of Spark's network module, which has no list of them. */
const NETWORK = new Set(["spark.shuffle.io.maxRetries", "spark.shuffle.io.retryWait"]);

test("every key that is read is one of Spark or of the simulation", () => {
  const unknown = CONFIG_ENTRIES.filter(
    ({ key }) => !key.startsWith("spark.stageplay.") && !OWN.has(key) && !NETWORK.has(key) && !knownKeys().has(key),
  );
  expect(unknown.map(({ key }) => key)).toEqual([]);
});
