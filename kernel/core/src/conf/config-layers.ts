/** Where a setting can come from, strongest first: Spark's order of precedence, with the platform above what is built in. */
export const CONFIG_LAYERS = ["session", "code", "flag", "conf", "file", "platform", "default"] as const;
export type ConfigLayerName = (typeof CONFIG_LAYERS)[number];

/** Each layer as a user knows it. */
export const LAYER_LABELS: Readonly<Record<ConfigLayerName, string>> = {
  session: "spark.conf.set",
  code: "SparkSession.builder",
  flag: "flag of spark-submit",
  conf: "--conf",
  file: "properties file",
  platform: "platform",
  default: "built-in default",
};

/** The layers that a user writes. */
export type UserLayer = Exclude<ConfigLayerName, "platform" | "default">;
const USER_LAYERS: readonly UserLayer[] = ["session", "code", "flag", "conf", "file"];

/** What comes from the running program. */
const PROGRAM_LAYERS: ReadonlySet<UserLayer> = new Set<UserLayer>(["session", "code"]);

/** A value and where exactly it was given: `--executor-memory`, `conf/prod.conf line 3`. */
export interface ConfigSource {
  readonly value: string;
  readonly origin: string;
}

/** The settings that a user gave, by layer. A key may stand in several; the strongest layer wins. */
export class ConfigLayers {
  /** Spark-submit started the driver: its JVM was running when the program set the first key. */
  startedBySubmit = false;
  private readonly layers: ReadonlyMap<UserLayer, Map<string, ConfigSource>> = new Map(
    USER_LAYERS.map((layer) => [layer, new Map()]),
  );

  set(layer: UserLayer, key: string, value: string, origin: string = LAYER_LABELS[layer]): void {
    this.layers.get(layer)!.set(key, { value, origin });
  }

  /** What a layer says about a key. */
  source(layer: UserLayer, key: string): ConfigSource | undefined {
    return this.layers.get(layer)!.get(key);
  }

  /** The value that wins; undefined when no layer has the key. */
  get(key: string): string | undefined {
    for (const layer of USER_LAYERS) {
      const source = this.layers.get(layer)!.get(key);
      if (source !== undefined) return source.value;
    }
    return undefined;
  }

  /** The value that the driver's JVM was started with: without what the program set, when spark-submit had started it before. */
  atLaunch(key: string): string | undefined {
    if (!this.startedBySubmit) return this.get(key);
    const layer = USER_LAYERS.find((name) => !PROGRAM_LAYERS.has(name) && this.layers.get(name)!.has(key));
    return layer === undefined ? undefined : this.source(layer, key)!.value;
  }

  /** Takes the key out of every layer: what holds from then on is the platform's or built in, as after Spark's `unset`. */
  unset(key: string): void {
    for (const settings of this.layers.values()) settings.delete(key);
  }

  /** Every key that some layer has, in order. */
  keys(): string[] {
    return [...new Set(USER_LAYERS.flatMap((layer) => [...this.layers.get(layer)!.keys()]))].sort();
  }

  /** What a running session set counts as the program's own from now on: a new application starts with it. */
  keepSessionSettings(): void {
    const session = this.layers.get("session")!;
    for (const [key, { value, origin }] of session) this.set("code", key, value, origin);
    session.clear();
  }

  /** What a running session set is no other session's. */
  forgetSessionSettings(): void {
    this.layers.get("session")!.clear();
  }

  /** A copy that can change by itself. */
  copy(): ConfigLayers {
    const copy = new ConfigLayers();
    copy.startedBySubmit = this.startedBySubmit;
    for (const [layer, settings] of this.layers)
      for (const [key, { value, origin }] of settings) copy.set(layer, key, value, origin);
    return copy;
  }
}
