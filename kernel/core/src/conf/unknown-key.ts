import { editDistance, nearestNames } from "../base/nearest-name.js";
import { SparkError } from "../errors/spark-error.js";
import { CONFIG_BY_KEY } from "./config-entries.js";
import { knownKeys, RENAMED_KEYS } from "./known-keys.js";

/** Under these anybody may have keys: names of catalogs, labels, environment variables, settings of Hadoop and of other projects. */
const OPEN_PREFIXES = [
  "spark.hadoop.",
  "spark.executorEnv.",
  "spark.yarn.appMasterEnv.",
  "spark.sql.catalog.",
  "spark.metrics.conf.",
  "spark.ssl.",
  "spark.streaming.",
  "spark.history.custom.",
  "spark.stageplay.yarn.queue.",
  ...["driver", "executor"].flatMap((role) =>
    ["label.", "annotation.", "secrets.", "secretKeyRef.", "volumes.", "node.selector.", "service.", "resource."].map(
      (part) => `spark.kubernetes.${role}.${part}`,
    ),
  ),
  "spark.kubernetes.node.selector.",
  "spark.kubernetes.driverEnv.",
  "spark.executor.resource.",
  "spark.driver.resource.",
  "spark.task.resource.",
];

let names: readonly string[] | undefined;
let families: ReadonlySet<string> | undefined;

function allNames(): readonly string[] {
  names ??= [...new Set([...CONFIG_BY_KEY.keys(), ...knownKeys().keys()])];
  return names;
}

/** Keys of the simulation itself: nobody else has any here. */
const OWN_PREFIX = "spark.stageplay.";

/**
 * The error for a spark.* key that Spark does not know; undefined for a key that it does, and for one that somebody else may own: Spark
 * keeps those. A key is Spark's when it is within two letters of one of its keys, or stands in one of its groups (`spark.executor.…`); all under
 * `spark.stageplay.` is the simulation's.
 */
export function unknownKey(key: string): SparkError | undefined {
  if (!isForeign(key)) return undefined;
  const nearest = nearestNames(key, allNames(), 3);
  if (!isOurs(key) && editDistance(key.toLowerCase(), nearest[0]!.toLowerCase()) > 2) return undefined;
  return new SparkError({
    condition: "UNKNOWN_CONF_KEY",
    message: `There is no configuration ${key}.`,
    nextStep: `Did you mean ${nearest.join(", ")}?`,
    parameters: { confName: key },
  });
}

/** True for a spark.* key that nobody is known to own. */
export function isForeign(key: string): boolean {
  return key.startsWith("spark.") && !isKnown(key) && !OPEN_PREFIXES.some((prefix) => key.startsWith(prefix));
}

/** True for a key of Spark or of the simulation. */
export function isKnown(key: string): boolean {
  return CONFIG_BY_KEY.has(key) || knownKeys().has(key) || key in RENAMED_KEYS;
}

function isOurs(key: string): boolean {
  return key.startsWith(OWN_PREFIX) || isInFamily(key);
}

/** `spark.executor.number` stands beside `spark.executor.cores`; `spark.mine` beside nothing that would make it Spark's. */
function isInFamily(key: string): boolean {
  families ??= new Set(
    allNames()
      .map(parentOf)
      .filter((parent) => parent !== "spark"),
  );
  return families.has(parentOf(key));
}

function parentOf(key: string): string {
  return key.slice(0, key.lastIndexOf("."));
}
