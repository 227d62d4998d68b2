import { SparkError } from "../errors/spark-error.js";
import { CONFIG_BY_KEY } from "./config-entries.js";
import type { ConfigEntry } from "./config-entry.js";
import { ConfigLayers, type UserLayer } from "./config-layers.js";
import { checkConfigValue, parseConfigValue } from "./config-value.js";
import { type ConfigExplanation, explainConfig } from "./explain-config.js";
import { knownEntry, knownKeys, RENAMED_KEYS } from "./known-keys.js";
import { type ClusterManagerName, type Master, NOTEBOOK_MASTER, parseMaster } from "./master.js";
import { PLATFORMS } from "./platform-defaults.js";
import { DEFAULT_SPARK_VERSION, type SparkVersion } from "./spark-version.js";
import { isKnown, unknownKey } from "./unknown-key.js";

/** Keys of Spark's core are read when the application starts; only those of SQL and of the advisor may change while it runs. */
export function isCoreKey(key: string): boolean {
  if (key.startsWith("spark.stageplay.advisor.")) return false;
  return /^spark\.(executor|stageplay)\./.test(key) || (isKnown(key) && !key.startsWith("spark.sql."));
}

/**
 * The configuration of a session: what was set, over what the platform sets, over the defaults of Spark (L). A value is checked when it
 * is set, so that a wrong one is reported on the user's own line.
 *
 * @example
 * spark.conf.set("spark.sql.shuffle.partitions", 8);
 * spark.conf.get("spark.sql.shuffle.partitions"); // "8"
 */
export class RuntimeConfig {
  private readonly layers: ConfigLayers;
  private started = false;
  private master: Master = parseMaster(NOTEBOOK_MASTER);

  /** @param initial settings of the program (`SparkSession.builder`), or the layers that they come from */
  constructor(initial: Readonly<Record<string, string>> | ConfigLayers = {}) {
    this.layers = initial instanceof ConfigLayers ? initial.copy() : new ConfigLayers();
    if (!(initial instanceof ConfigLayers)) for (const [key, value] of Object.entries(initial)) this.set(key, value);
  }

  /** From now on keys of Spark's core (executors, memory, scheduler) are refused, as a running Spark refuses them. */
  markStarted(): void {
    this.started = true;
  }

  /**
   * Sets a key.
   * @throws SparkError INVALID_CONF_VALUE when the value does not fit the key, CANNOT_MODIFY_CONFIG for a key of Spark's core,
   * UNKNOWN_CONF_KEY for a spark.* key that Spark does not have, UNSUPPORTED_CONF_VALUE for what this version cannot simulate.
   */
  set(key: string, value: string | number | boolean): void {
    if (this.started && isCoreKey(key)) throw coreKey(key);
    setChecked(this.layers, this.started ? "session" : "code", key, String(value));
  }

  /** Forgets what was set: the default holds from then on. */
  unset(key: string): void {
    this.layers.unset(key);
  }

  /** True when somebody set the key; a default does not count. */
  isSet(key: string): boolean {
    return this.layers.get(key) !== undefined;
  }

  /** The value as text: what was set, else `fallback`, else the default. @throws SparkError SQL_CONF_NOT_FOUND */
  get(key: string, fallback?: string): string {
    const value = this.layers.get(key) ?? this.platformValue(key) ?? fallback ?? this.builtIn(key);
    if (value !== undefined) return value;
    throw new SparkError({
      condition: "SQL_CONF_NOT_FOUND",
      message: `The configuration ${key} is not set.`,
      nextStep: "Set it with spark.conf.set, or give get a default as its second argument.",
      parameters: { sqlConf: key },
    });
  }

  getOption(key: string): string | undefined {
    return this.layers.get(key) ?? this.platformValue(key) ?? this.builtIn(key);
  }

  getInt(key: string): number {
    return this.number(key);
  }

  getDouble(key: string): number {
    return this.number(key);
  }

  getBytes(key: string): number {
    return this.number(key);
  }

  /** Heap of the driver's JVM: `spark.driver.memory` as it was when the JVM started, which a program under spark-submit cannot change. */
  get driverHeapBytes(): number {
    const key = "spark.driver.memory";
    const value = this.layers.atLaunch(key) ?? this.builtIn(key)!;
    return parseConfigValue(CONFIG_BY_KEY.get(key)!, value) as number;
  }

  getMillis(key: string): number {
    return this.number(key);
  }

  getBoolean(key: string): boolean {
    return this.get(key).trim().toLowerCase() === "true";
  }

  /** An int that may be unset. */
  getOptionalInt(key: string): number | undefined {
    return this.getOption(key) === undefined ? undefined : this.getInt(key);
  }

  /** A size that may be unset. */
  getOptionalBytes(key: string): number | undefined {
    return this.getOption(key) === undefined ? undefined : this.getBytes(key);
  }

  /** What the user set, in order of key. */
  getAll(): Record<string, string> {
    return Object.fromEntries(this.layers.keys().map((key) => [key, this.layers.get(key)!]));
  }

  /**
   * Where the value of a key comes from: every layer that could set it, which one wins and why. Printed as text, it is a table.
   * @throws SparkError UNKNOWN_CONF_KEY
   * @example
   * spark.conf.set("spark.sql.shuffle.partitions", 8);
   * const { value, winner } = spark.conf.explain("spark.sql.shuffle.partitions");
   * value; // "8"
   * winner.layer; // "session"
   */
  explain(key: string): ConfigExplanation {
    return explainConfig(key, {
      layers: this.layers,
      platform: PLATFORMS[this.manager].label,
      platformValue: this.platformValue(key),
      version: this.sparkVersion,
      builtIn: this.builtIn(key),
    });
  }

  /** The version of Spark whose defaults hold. */
  get sparkVersion(): SparkVersion {
    return (this.layers.get("spark.stageplay.sparkVersion") ?? DEFAULT_SPARK_VERSION) as SparkVersion;
  }

  /** The settings by layer, to start another application or session from. */
  copyLayers(): ConfigLayers {
    return this.layers.copy();
  }

  /** A configuration of its own that starts from the application's: without what this session has set. */
  newSession(): RuntimeConfig {
    const layers = this.layers.copy();
    layers.forgetSessionSettings();
    const session = new RuntimeConfig(layers);
    session.started = this.started;
    return session;
  }

  /** The manager that the master names; understood once for each master, since every look-up asks. */
  private get manager(): ClusterManagerName {
    const url = this.layers.get("spark.master") ?? NOTEBOOK_MASTER;
    if (this.master.url !== url) this.master = parseMaster(url);
    return this.master.manager;
  }

  private platformValue(key: string): string | undefined {
    return PLATFORMS[this.manager].defaults[key];
  }

  /** The default of Spark's chosen version; of a key that follows another, that one's value. */
  private builtIn(key: string): string | undefined {
    const known = knownKeys().get(key);
    const entry = CONFIG_BY_KEY.get(key);
    if (known === undefined) return entry?.defaultValue;
    const version = this.sparkVersion;
    // What a version has no key for, it has as a constant.
    if (!known.defaults.has(version)) return entry?.defaultValue;
    const text = known.defaults.get(version);
    const isLatest = text === known.defaults.get(DEFAULT_SPARK_VERSION);
    if (entry?.defaultValue !== undefined && isLatest) return entry.defaultValue;
    return text?.startsWith("@") ? this.getOption(text.slice(1)) : text;
  }

  private number(key: string): number {
    const entry = CONFIG_BY_KEY.get(key);
    const text = this.get(key);
    return entry === undefined ? Number(text) : (parseConfigValue(entry, text) as number);
  }
}

/**
 * Puts a checked setting into a layer, under the name that the key has today.
 * @throws SparkError as {@link RuntimeConfig.set}
 */
export function setChecked(layers: ConfigLayers, layer: UserLayer, name: string, value: string, origin?: string): void {
  const unknown = unknownKey(name);
  if (unknown !== undefined) throw unknown;
  const key = RENAMED_KEYS[name] ?? name;
  const entry: ConfigEntry | undefined = CONFIG_BY_KEY.get(key) ?? knownEntry(key);
  if (key === "spark.master") parseMaster(value);
  if (entry !== undefined) checkConfigValue(entry, value, origin);
  layers.set(layer, key, value, key === name ? origin : `${origin ?? "set"} under its old name ${name}`);
}

function coreKey(key: string): SparkError {
  return new SparkError({
    condition: "CANNOT_MODIFY_CONFIG",
    message: `The configuration ${key} is fixed once the application has started.`,
    nextStep: `Build a session with it: SparkSession.builder().config("${key}", …).getOrCreate().`,
    parameters: { key },
  });
}
