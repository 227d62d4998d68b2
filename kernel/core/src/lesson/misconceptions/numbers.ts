import type { ActionFacts } from "../run/action-facts.js";

/** `spark.sql.shuffle.partitions` of the run. */
export function shufflePartitions({ facts }: ActionFacts): number {
  return facts.settings.number("spark.sql.shuffle.partitions");
}

/** A list without the last, and with it replaced. */
export function withLast(list: readonly number[], last: number): readonly number[] {
  return [...list.slice(0, -1), last];
}
