/** Versions of Spark whose defaults can be chosen (L), with the release that is meant. */
export const SPARK_VERSIONS = { "3.5": "3.5.6", "4.3": "4.3.0" } as const;

/** A version by its first two numbers, as `spark.stageplay.sparkVersion` has it. */
export type SparkVersion = keyof typeof SPARK_VERSIONS;

export const DEFAULT_SPARK_VERSION: SparkVersion = "4.3";
