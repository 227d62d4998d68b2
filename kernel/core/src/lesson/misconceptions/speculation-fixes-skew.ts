import { READ } from "../run/field-values.js";
import { stragglerOf } from "../run/straggler.js";
import type { Misconception } from "./misconception.js";

/** Times the median of its stage in records or bytes, from which on a partition is fat. */
const FAT = 2;

/** M15. A copy of a fat partition expected to be quick (C10). */
export const speculationFixesSkew: Misconception = {
  id: "M15",
  name: "speculation-fixes-skew",
  wrong:
    "You let speculation rescue the slow task. It is slow because its partition is fat, and the copy has the same rows to read: it takes as long, on one more slot.",
  tryThis:
    "Compare the records of the slow task with the median: equal records point to the machine, many to the data.",
  solve(action) {
    const straggler = stragglerOf(action);
    if (straggler === undefined) return [];
    const { stage, row, partition, medianMs } = straggler;
    const { columns } = action.run.tasks;
    const copy = stage.attempts.find((one) => columns.speculative[one] === 1 && columns.partition[one] === partition);
    const at = stage.rows.indexOf(row);
    const isFat = (["inputRecords", "shuffleReadRecords", "inputBytes", "shuffleReadBytes"] as const).some((name) => {
      const value = stage.values(name)[at]!;
      return value > 0 && value >= FAT * stage.quantile(name, 0.5);
    });
    if (copy === undefined || !isFat) return [];
    const lostMs = columns.finishMs[row]! - (columns.launchMs[copy]! + medianMs);
    return [{ straggler: false, makespan: READ.makespan(action) - Math.max(0, lostMs) }];
  },
};
