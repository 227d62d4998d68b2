import { CONFIG_BY_KEY } from "./config-entries.js";
import { CONFIG_LAYERS, type ConfigLayerName, type ConfigLayers, LAYER_LABELS } from "./config-layers.js";
import { knownKeys, RENAMED_KEYS } from "./known-keys.js";
import type { SparkVersion } from "./spark-version.js";
import { unknownKey } from "./unknown-key.js";

/** What one layer says about a key. */
export interface ConfigLayer {
  readonly layer: ConfigLayerName;
  /** Undefined when the layer says nothing. */
  readonly value: string | undefined;
  /** Where exactly: `--executor-memory`, `conf/spark-defaults.conf line 3`, `YARN`, `Spark 4.3`. */
  readonly origin: string;
}

/**
 * Where a configuration value comes from: the answer of `spark.conf.explain`.
 *
 * @example
 * const session = SparkSession.builder().submit("--executor-memory 8g --conf spark.executor.memory=4g").getOrCreate();
 * const { value, winner } = session.conf.explain("spark.executor.memory");
 * value; // "8g"
 * winner.origin; // "--executor-memory"
 */
export class ConfigExplanation {
  readonly key: string;
  /** What holds; undefined when no layer has a value. */
  readonly value: string | undefined;
  /** The layer that wins. */
  readonly winner: ConfigLayer | undefined;
  /** Every layer, strongest first. */
  readonly layers: readonly ConfigLayer[];
  /** Why that layer wins, in a sentence. */
  readonly why: string;
  /** What the key means; for one that Spark has and the simulation does not read, that it has no effect here. */
  readonly meaning: string;

  constructor(key: string, layers: readonly ConfigLayer[], meaning: string) {
    this.key = key;
    this.layers = layers;
    this.winner = layers.find((layer) => layer.value !== undefined);
    this.value = this.winner?.value;
    this.why = reason(this.winner, layers);
    this.meaning = this.winner?.layer === "code" && SET_AT_LAUNCH.has(key) ? `${meaning} ${TOO_LATE}` : meaning;
  }

  /** A table of the layers, with the winner marked, and the reason below. */
  toString(): string {
    const names = this.layers.map((layer) => nameOf(layer));
    const width = Math.max(...names.map((name) => name.length));
    const rows = this.layers.map(
      (layer, i) => `${layer === this.winner ? "→" : " "} ${names[i]!.padEnd(width)}  ${layer.value ?? "–"}`,
    );
    return [`${this.key} = ${this.value ?? "(unset)"}`, ...rows, this.why, this.meaning].join("\n");
  }
}

/** What the driver's JVM is started with: in client mode it runs when the program sets these. */
const SET_AT_LAUNCH: ReadonlySet<string> = new Set(
  ["memory", "extraJavaOptions", "extraClassPath", "extraLibraryPath"].map((name) => `spark.driver.${name}`),
);
const TOO_LATE =
  "A program that spark-submit starts in client mode sets it too late, since its driver runs by then: give the flag or a properties file. " +
  "A notebook that starts its own driver may set it.";

/** What is known when a key is explained. */
export interface ExplainContext {
  readonly layers: ConfigLayers;
  /** Name of the platform and what it sets. */
  readonly platform: string;
  readonly platformValue: string | undefined;
  readonly version: SparkVersion;
  readonly builtIn: string | undefined;
}

/** Explains a key. @throws SparkError UNKNOWN_CONF_KEY */
export function explainConfig(name: string, context: ExplainContext): ConfigExplanation {
  const unknown = unknownKey(name);
  if (unknown !== undefined) throw unknown;
  const key = RENAMED_KEYS[name] ?? name;
  return new ConfigExplanation(
    key,
    CONFIG_LAYERS.map((layer) => layerOf(layer, key, context)),
    meaningOf(key, context.version),
  );
}

function layerOf(layer: ConfigLayerName, key: string, context: ExplainContext): ConfigLayer {
  if (layer === "platform") return { layer, value: context.platformValue, origin: context.platform };
  if (layer === "default") return { layer, value: context.builtIn, origin: `Spark ${context.version}` };
  const source = context.layers.source(layer, key);
  return { layer, value: source?.value, origin: source?.origin ?? LAYER_LABELS[layer] };
}

/** `flag of spark-submit (--executor-memory)`, or the layer's name alone when its origin says nothing more. */
function nameOf({ layer, origin }: ConfigLayer): string {
  return origin === LAYER_LABELS[layer] ? origin : `${LAYER_LABELS[layer]} (${origin})`;
}

function reason(winner: ConfigLayer | undefined, layers: readonly ConfigLayer[]): string {
  if (winner === undefined) return "Nobody sets it, and it has no default.";
  const losers = layers.filter((layer) => layer !== winner && layer.value !== undefined).map(nameOf);
  if (winner.layer === "default") return "Nobody sets it: the built-in default holds.";
  const over = losers.length === 0 ? "nothing else sets it" : `it wins over ${losers.join(" and ")}`;
  return `It comes from ${nameOf(winner)}: ${over}.${WHY[winner.layer] ?? ""}`;
}

const WHY: Partial<Record<ConfigLayerName, string>> = {
  session: " A running session takes what spark.conf.set said last.",
  code: " What the program sets beats what spark-submit was given.",
  flag: " A flag beats --conf, and both beat the properties file.",
  conf: " --conf beats the properties file.",
};

function meaningOf(key: string, version: SparkVersion): string {
  const known = knownKeys().get(key);
  const doc = CONFIG_BY_KEY.get(key)?.doc;
  if (known !== undefined && !known.defaults.has(version))
    return `Spark ${version} has no such key (since ${known.since}).`;
  if (doc !== undefined) return doc;
  if (known === undefined) return "No key of Spark: it is kept for the program to read.";
  return `A key of Spark since ${known.since || "its first versions"}; the simulation keeps it, and it changes nothing here.`;
}
