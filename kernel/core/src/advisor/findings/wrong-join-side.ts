import { formatCount } from "../../base/format.js";
import { times } from "../advice-text.js";
import type { Detected, FindingRule } from "../finding-rule.js";
import { type PlanOperator, withoutIds } from "../plan-facts.js";
import type { AdvisorFacts } from "../run-facts.js";

/** The larger side of a hash join was made the table, or a join came before the one that shrinks the rows. */
export const wrongJoinSide: FindingRule = {
  id: "wrong-join-side",
  detect: (facts) =>
    facts.plans
      .flatMap((plan) => [...plan.all()])
      .filter(({ name }) => name.endsWith("Join"))
      .flatMap((join) => [...largerSideBuilt(facts, join), ...shrinksLate(facts, join)]),
};

/** One core's (K). */
const JOIN_ROWS_PER_MS = 5_000;

function largerSideBuilt({ settings }: AdvisorFacts, join: PlanOperator): readonly Detected[] {
  const built = /\bBuild(Left|Right)\b/.exec(join.text)?.[1];
  const [left, right] = join.children;
  if (built === undefined || left?.rows === undefined || right?.rows === undefined) return [];
  const [own, other] = built === "Left" ? [left.rows, right.rows] : [right.rows, left.rows];
  if (own < settings.threshold("wrong-join-side", "records")) return [];
  if (own < other * settings.threshold("wrong-join-side", "ratio")) return [];
  return [
    {
      severity: "warning",
      seen: `${join.name} built its table of the ${built.toLowerCase()} side with ${formatCount(own)} rows; the other side has ${formatCount(other)} (${times(own / Math.max(1, other))}).`,
      cause:
        "A hash join keeps one side in memory and lets the other pass by. The larger one was kept: by a hint, or by an estimate that was wrong.",
      fix: "Hint at the smaller side, or let Spark choose.",
      change:
        built === "Left"
          ? "large.join(broadcast(small), key)"
          : "small.join(…): swap the sides, large.join(broadcast(small), key)",
      callSite: join.execution.callSite,
      places: [join.place],
      costMs: own / JOIN_ROWS_PER_MS,
    },
  ];
}

function shrinksLate({ settings }: AdvisorFacts, join: PlanOperator): readonly Detected[] {
  if (!/\b(?:Inner|LeftSemi)\b/.test(join.text) || join.rows === undefined) return [];
  const earlier = join.children.map(joinBelow).find((one) => one !== undefined);
  if (earlier?.rows === undefined || earlier.rows < settings.threshold("wrong-join-side", "records")) return [];
  if (join.rows > earlier.rows * settings.threshold("wrong-join-side", "shrink")) return [];
  return [
    {
      severity: "warning",
      seen: `The join ${condition(join)} left ${formatCount(join.rows)} of the ${formatCount(earlier.rows)} rows that the join ${condition(earlier)} had made before it.`,
      cause:
        "Joins run in the order of the program, filters inside them aside: the first one did its work for rows that the second dropped.",
      fix: "Join first with the table that drops most rows, or filter before the first join.",
      change: "facts.join(selective, …).join(other, …)",
      callSite: join.execution.callSite,
      places: [join.place, earlier.place],
      costMs: (earlier.rows - join.rows) / JOIN_ROWS_PER_MS,
    },
  ];
}

/** The join that a side comes from, with nothing in between that changes how many rows there are. */
function joinBelow(side: PlanOperator): PlanOperator | undefined {
  let below: PlanOperator | undefined = side;
  while (below !== undefined && /^(?:Project|Exchange|Sort)$/.test(below.name)) below = below.children[0];
  return below?.name.endsWith("Join") ? below : undefined;
}

const condition = ({ text, name }: PlanOperator): string =>
  withoutIds(text).replace(name, "").split("], [")[0]!.trim().concat("]").replace("]]", "]");
