import { aqeOff } from "./aqe-off.js";
import { broadcastShuffles } from "./broadcast-shuffles.js";
import { coalesceShuffles } from "./coalesce-shuffles.js";
import { countIsNarrow } from "./count-is-narrow.js";
import { joinAlwaysShuffles } from "./join-always-shuffles.js";
import { lines } from "./lines.js";
import { memoryFixesOom } from "./memory-fixes-oom.js";
import type { Misconception } from "./misconception.js";
import { moreSlotsAlwaysFaster } from "./more-slots-always-faster.js";
import { oneActionOneJob } from "./one-action-one-job.js";
import { operators } from "./operators.js";
import { retryWholeJob } from "./retry-whole-job.js";
import { showIsCollect } from "./show-is-collect.js";
import { shuffleOfFiles } from "./shuffle-of-files.js";
import { skippedIsCached } from "./skipped-is-cached.js";
import { speculationFixesSkew } from "./speculation-fixes-skew.js";
import { tasksAreExecutors } from "./tasks-are-executors.js";
import { unionShuffles } from "./union-shuffles.js";
import { wavesRoundDown } from "./waves-round-down.js";

/** All of them, the more special ones first: of two that give the same answers, the first is likelier. */
export const MISCONCEPTIONS: readonly Misconception[] = [
  unionShuffles,
  coalesceShuffles,
  broadcastShuffles,
  joinAlwaysShuffles,
  countIsNarrow,
  showIsCollect,
  retryWholeJob,
  speculationFixesSkew,
  memoryFixesOom,
  wavesRoundDown,
  moreSlotsAlwaysFaster,
  skippedIsCached,
  aqeOff,
  shuffleOfFiles,
  tasksAreExecutors,
  oneActionOneJob,
  lines,
  operators,
];
