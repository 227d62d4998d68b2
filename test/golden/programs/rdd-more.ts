import type { Programs } from "./program.js";
import { RDD_ACTION_PROGRAMS } from "./rdd-actions.js";
import { RDD_JOB_PROGRAMS } from "./rdd-jobs.js";
import { RDD_JOIN_PROGRAMS } from "./rdd-joins.js";
import { RDD_KEY_PROGRAMS } from "./rdd-keys.js";
import { RDD_ORDER_PROGRAMS } from "./rdd-order.js";
import { RDD_PLACE_PROGRAMS } from "./rdd-places.js";
import { RDD_REUSE_PROGRAMS } from "./rdd-reuse.js";
import { RDD_SHUFFLE_PROGRAMS } from "./rdd-shuffles.js";
import { RDD_SORT_PROGRAMS } from "./rdd-sorts.js";

/** The programs of `records/rdd`, by theme. */
export const RDD_RECORDER_PROGRAMS: Programs = {
  ...RDD_JOIN_PROGRAMS,
  ...RDD_SHUFFLE_PROGRAMS,
  ...RDD_KEY_PROGRAMS,
  ...RDD_SORT_PROGRAMS,
  ...RDD_JOB_PROGRAMS,
  ...RDD_ACTION_PROGRAMS,
  ...RDD_ORDER_PROGRAMS,
  ...RDD_PLACE_PROGRAMS,
  ...RDD_REUSE_PROGRAMS,
};
