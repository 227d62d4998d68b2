import { ADAPTIVE_PROGRAMS } from "./adaptive.js";
import { DATA_FRAME_PROGRAMS } from "./data-frame.js";
import type { Programs } from "./program.js";
import { RDD_PROGRAMS } from "./rdd.js";

export const PROGRAMS: Programs = { ...RDD_PROGRAMS, ...DATA_FRAME_PROGRAMS, ...ADAPTIVE_PROGRAMS };

/** Programs that no line of ours mirrors so far, with the part of Spark's API that they wait for. */
export const NOT_YET_WRITTEN: Readonly<Record<string, string>> = {};
