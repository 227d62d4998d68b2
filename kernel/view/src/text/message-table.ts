import { formatCount } from "@stageplay/core";
import type { SequenceModel } from "../model/sequence-types.js";
import type { TextTable } from "./ledger-tables.js";
import { timeMark } from "./time-mark.js";

/** The messages as a table, folded as in the picture. @param most rows; the last one says how many more there are */
export function messageTable({ groups }: SequenceModel, most: number = Number.POSITIVE_INFINITY): TextTable {
  const rows = groups.flatMap(({ title, items }) =>
    items.map((item): readonly string[] => {
      if (item.kind === "fault") return ["fault", timeMark(item.timeMs), "", "", "", item.text, title];
      const { name, timeMs, from, to, count, says, executors, lost } = item;
      const end = (text: string): string =>
        text.startsWith("executor ") && executors.length > 1 ? `${executors.length} executors` : text;
      const text = lost ? `${says}${says === "" ? "" : ", "}lost` : says;
      return [name, timeMark(timeMs), end(from), end(to), formatCount(count), text, title];
    }),
  );
  const heads = ["Message", "First at", "From", "To", "How many", "Says", "During"];
  if (rows.length <= most) return { heads, rows };
  return { heads, rows: [...rows.slice(0, most), [`… ${formatCount(rows.length - most)} more rows`]] };
}
