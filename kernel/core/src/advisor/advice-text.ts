import type { CallSite } from "../events/listener.js";
import type { RunStage } from "../events/run.js";

/** `3.4×`, `12×`, `∞`. */
export function times(factor: number): string {
  if (!Number.isFinite(factor)) return "∞×";
  return `${factor < 10 ? Number(factor.toFixed(1)) : Math.round(factor)}×`;
}

export const percent = (share: number): string => `${Math.round(100 * share)}%`;

/** A call that sets a key of a running session. */
export const setConf = (key: string, value: string | number | boolean): string =>
  `spark.conf.set(${JSON.stringify(key)}, ${JSON.stringify(value)})`;

/** A call that starts an application with these settings. */
export const startWith = (settings: Readonly<Record<string, string | number | boolean>>): string => {
  const calls = Object.entries(settings).map(
    ([key, value]) => `.config(${JSON.stringify(key)}, ${JSON.stringify(value)})`,
  );
  return `SparkSession.builder()${calls.join("")}.getOrCreate()`;
};

/** Whole mebibytes or gibibytes, as Spark's settings are written. */
export function sizeText(bytes: number): string {
  const mebibytes = Math.max(1, Math.ceil(bytes / 2 ** 20));
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}g` : `${mebibytes}m`;
}

/** The smallest multiple of the slots that is `wanted` at least: no wave is left half empty. */
export function wholeWaves(wanted: number, slots: number): number {
  const unit = Math.max(1, slots);
  return Math.max(1, Math.ceil(wanted / unit)) * unit;
}

/** The call site that an RDD tells as text, `map at cell [3]:4`. */
export function callSiteOf(short: string): CallSite {
  const match = /^(\S+) at (.+):(\d+)$/.exec(short);
  if (match === null) return { short, method: short.split(" ", 1)[0]! };
  return { short, method: match[1]!, file: match[2]!, line: Number(match[3]) };
}

/** True for a stage of a query: its partitions follow settings of SQL. */
export const isSqlStage = ({ rdds }: RunStage): boolean =>
  rdds.some(({ scope, name }) => /^(?:WholeStageCodegen|Exchange|AQEShuffleRead)/.test(scope?.name ?? name));

/** RDDs of a stage that read a shuffle. */
export const shuffleReaders = ({ rdds }: RunStage): RunStage["rdds"] =>
  rdds.filter(({ name }) => /^(?:ShuffledRowRDD|ShuffledRDD|CoGroupedRDD|SubtractedRDD)$/.test(name));
