import { DATA_FRAME_PROGRAMS } from "./data-frame.js";
import type { Programs } from "./program.js";
import { RDD_PROGRAMS } from "./rdd.js";

export const PROGRAMS: Programs = { ...RDD_PROGRAMS, ...DATA_FRAME_PROGRAMS };

/** Programs that no line of ours mirrors so far, with the part of Spark's API that they wait for. */
export const NOT_YET_WRITTEN: Readonly<Record<string, string>> = {
  r05: "partitionBy",
  r06: "cogroup",
  r15: "zipWithIndex",
  r18: "aggregateByKey",
  r19: "partitionBy",
  r22: "countByKey, top, lookup",
  d14: "window functions",
  d25: "sort_array",
};
