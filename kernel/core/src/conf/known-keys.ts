import type { ConfigEntry, ConfigType } from "./config-entry.js";
import { SPARK_KEYS } from "./spark-keys.js";
import type { SparkVersion } from "./spark-version.js";

/** What Spark itself knows of a key. */
export interface KnownKey {
  readonly key: string;
  readonly type: ConfigType;
  /** Version in which it came, `2.3`; empty when Spark does not say. */
  readonly since: string;
  /** Its default by version: text, `@key` for another key's value, undefined when unset. A version that lacks the key is left out. */
  readonly defaults: ReadonlyMap<SparkVersion, string | undefined>;
}

const TYPES: Readonly<Record<string, ConfigType>> = {
  b: "boolean",
  i: "int",
  l: "int",
  d: "double",
  z: "bytes",
  t: "time",
  s: "string",
};

let keys: ReadonlyMap<string, KnownKey> | undefined;

/** Every key of Spark, by name. */
export function knownKeys(): ReadonlyMap<string, KnownKey> {
  keys ??= new Map(SPARK_KEYS.trim().split("\n").map(parseLine));
  return keys;
}

function parseLine(line: string): [string, KnownKey] {
  const [key, type, latest, since, note = ""] = line.split("\t") as [string, string, string?, string?, string?];
  const defaults = new Map<SparkVersion, string | undefined>();
  const value = (text: string | undefined): string | undefined => (text === "" ? undefined : text);
  if (note !== "removed") defaults.set("4.3", value(latest));
  if (note !== "new") defaults.set("3.5", value(note.startsWith("=") ? note.slice(1) : latest));
  return [key, { key, type: TYPES[type]!, since: since ?? "", defaults }];
}

/** The entry of a key that Spark knows and the simulation does not read: its type alone. */
export function knownEntry(key: string): ConfigEntry | undefined {
  const known = knownKeys().get(key);
  return known === undefined ? undefined : { key, type: known.type, doc: "" };
}

/** Old names of keys that Spark still reads, and what they are called today. */
export const RENAMED_KEYS: Readonly<Record<string, string>> = {
  "spark.deploy.spreadOut": "spark.deploy.spreadOutApps",
  "spark.files.userClassPathFirst": "spark.executor.userClassPathFirst",
  "spark.io.compression.lz4.block.size": "spark.io.compression.lz4.blockSize",
  "spark.maxRemoteBlockSizeFetchToMem": "spark.network.maxRemoteBlockSizeFetchToMem",
  "spark.reducer.maxReqSizeShuffleToMem": "spark.network.maxRemoteBlockSizeFetchToMem",
  "spark.scheduler.listenerbus.eventqueue.size": "spark.scheduler.listenerbus.eventqueue.capacity",
  "spark.storage.blockManagerSlaveTimeoutMs": "spark.storage.blockManagerHeartbeatTimeoutMs",
  "spark.unsafe.offHeap": "spark.memory.offHeap.enabled",
  "spark.yarn.access.hadoopFileSystems": "spark.kerberos.access.hadoopFileSystems",
  "spark.yarn.driver.memoryOverhead": "spark.driver.memoryOverhead",
  "spark.yarn.executor.failuresValidityInterval": "spark.executor.failuresValidityInterval",
  "spark.yarn.executor.memoryOverhead": "spark.executor.memoryOverhead",
  "spark.yarn.jar": "spark.yarn.jars",
  "spark.yarn.keytab": "spark.kerberos.keytab",
  "spark.yarn.max.executor.failures": "spark.executor.maxNumFailures",
  "spark.yarn.principal": "spark.kerberos.principal",
};
