import { fileURLToPath } from "node:url";
import {
  AnalysisException,
  about,
  at,
  atLeast,
  atMost,
  between,
  broadcast,
  type Classroom,
  Column,
  calibrate,
  capturing,
  DataFrame,
  Decimal,
  functions,
  GroupedData,
  HashPartitioner,
  job,
  modelled,
  oneOf,
  type Prediction,
  RangePartitioner,
  RDD,
  Row,
  type Session,
  SparkContext,
  SparkError,
  SparkException,
  SparkSession,
  StorageLevel,
  stage,
  TaskContext,
  type TaskSelector,
  TODO,
  Window,
  WindowSpec,
  within,
  work,
} from "@stageplay/core";
import { clearOutput, display } from "./cell/display.js";
import { lessonScope } from "./lesson/lesson-scope.js";

/** Names that are in scope in every cell: how TypeScript knows them, and their values. */
export interface CellScope {
  /** A declaration file. */
  readonly declarations: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Names whose value may change by itself: `SparkSession.builder()` may start a new application. */
  readonly live: Readonly<Record<string, () => unknown>>;
}

/** What of the core is in scope beside its functions, as in spark-shell. */
const CORE_VALUES = {
  AnalysisException,
  about,
  at,
  atLeast,
  atMost,
  between,
  broadcast,
  calibrate,
  capturing,
  Column,
  DataFrame,
  Decimal,
  functions,
  GroupedData,
  HashPartitioner,
  job,
  modelled,
  oneOf,
  RangePartitioner,
  RDD,
  Row,
  SparkContext,
  SparkError,
  SparkException,
  SparkSession,
  StorageLevel,
  stage,
  TaskContext,
  TODO,
  Window,
  WindowSpec,
  within,
  work,
};

const CORE_TYPES = [
  "RunDocument",
  "RunCondition",
  "Fault",
  "LastingFault",
  "Prediction",
  "DataType",
  "StructType",
  "StructField",
];

/** The scope of a session's cells; `prelude.ts` holds the types. */
export function cellScope(session: Session, classroom: Classroom): CellScope {
  const values: Record<string, unknown> = {
    ...functions,
    ...CORE_VALUES,
    predict: (prediction: Prediction) => session.predict(prediction),
    task: (selector: TaskSelector) => session.task(selector),
    executor: (id: number) => session.cluster.executor(id),
    host: (host: string | number) => session.cluster.host(host),
    dropBlock: (rdd: RDD<unknown>, partition: number) => session.cluster.dropBlock(rdd, partition),
    ...lessonScope(classroom, () => session.lessonHash()),
    display,
    clearOutput,
  };
  const live = {
    spark: () => session.spark,
    sc: () => session.sc,
    cluster: () => session.cluster,
    network: () => session.cluster.network,
    driver: () => session.cluster.driver,
  };
  const names = [...new Set([...Object.keys(values), ...Object.keys(live), ...CORE_TYPES])];
  // By absolute path, because the notebook may lie anywhere.
  const prelude = fileURLToPath(new URL("./prelude.js", import.meta.url)).replaceAll("\\", "/");
  const from = JSON.stringify(prelude);
  // The namespace gives every other type a name too: without one, TypeScript cannot write down what `const run = spark.lastRun`
  // declares, and refuses the cell, when the notebook lies outside of this installation.
  const declarations = `import { ${names.join(", ")} } from ${from};\nimport type * as StageplayTypes from ${from};\n`;
  return { declarations, values, live };
}
