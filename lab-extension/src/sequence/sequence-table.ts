import { formatCount } from "@stageplay/core";
import { type SequenceModel, timeMark } from "@stageplay/view";
import type { TableContent } from "../dom/as-table.js";

const MOST_ROWS = 500;

/** The messages as a table, folded as in the picture. */
export function sequenceTable({ groups }: SequenceModel): TableContent {
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
  if (rows.length <= MOST_ROWS) return { heads, rows };
  return { heads, rows: [...rows.slice(0, MOST_ROWS), [`… ${formatCount(rows.length - MOST_ROWS)} more rows`]] };
}
