import type { ActionFacts } from "../run/action-facts.js";
import { plannedTasks } from "../run/planned-tasks.js";
import type { Misconception, WrongValues } from "./misconception.js";
import { withLast } from "./numbers.js";

/** M5. Adaptive execution forgotten, or expected where it is off (H2, H5). */
export const aqeOff: Misconception = {
  id: "M5",
  name: "aqe-off",
  wrong:
    "You counted as if adaptive execution were the other way round. On, it runs each shuffle as a job of its own, skips its stages afterwards, and puts small partitions together; off, one job does all.",
  tryThis: 'Look at "AQE" on the card, switch spark.sql.adaptive.enabled, and run the cell once more.',
  solve: (action) => (action.execution === undefined ? [] : action.isAdaptive ? asIfOff(action) : asIfOn(action)),
};

function asIfOff(action: ActionFacts): readonly WrongValues[] {
  const extra = action.extraJobs.filter((job) => job.cause === "query stage");
  if (extra.length === 0) return [];
  const ranBefore = new Set(extra.flatMap((job) => job.stageIds));
  const { stages } = action;
  const skipped = stages.filter(
    ({ status, reusesStage }) => status === "skipped" && (reusesStage === undefined || !ranBefore.has(reusesStage)),
  ).length;
  const tasks = stages.map((stage) => plannedTasks(stage, action) ?? stage.numTasks);
  return [{ jobs: action.jobs.length - extra.length, skipped, tasks }];
}

function asIfOn({ jobs, stages }: ActionFacts): readonly WrongValues[] {
  const maps = stages.filter((stage) => stage.kind === "ShuffleMapTask").length;
  if (maps === 0) return [];
  const tasks = stages.map((stage) => stage.numTasks);
  const asJobs = { jobs: jobs.length + maps, skipped: maps };
  return [
    { ...asJobs, tasks: withLast(tasks, 1) },
    { ...asJobs, tasks },
  ];
}
