import { COMPONENTS, type Component } from "@stageplay/core";
import type { SequenceModel } from "./sequence-types.js";

/** So many executors have a lane each. */
const MOST_ALONE = 6;
/** Where there are more: lanes for those to which something happened. */
const MOST_SPECIAL = 3;

/** A vertical line of the picture: a part of the driver, the cluster manager, an executor, or all other executors. */
export interface SequenceLane {
  readonly title: string;
  /** Hosts, for executors. */
  readonly note?: string;
  readonly component?: Component;
  /** Executors that it stands for. */
  readonly executors?: ReadonlySet<number>;
  /** When its process came and went, virtual milliseconds since the run's start; for one executor. */
  readonly bornMs?: number;
  readonly goneMs?: number;
}

/** Lanes for all that have a part in what is told, in Spark's order from the user's program to the executors. */
export function sequenceLanes({ groups, run, filter }: SequenceModel): readonly SequenceLane[] {
  const used = new Set<string>();
  const executors = new Set<number>(filter.executor === undefined ? [] : [filter.executor]);
  const special = new Set<number>();
  for (const item of groups.flatMap((group) => group.items)) {
    if (item.kind === "fault") {
      if (item.executorId !== undefined) special.add(item.executorId);
      continue;
    }
    used.add(item.from).add(item.to);
    for (const executor of item.executors) executors.add(executor);
    if (item.tone === "bad" && item.executors.length === 1) special.add(item.executors[0]!);
  }
  const driver = COMPONENTS.filter((component) => used.has(component)).map((component) => ({
    title: component,
    component,
  }));
  const ids = [...executors].sort((a, b) => a - b);
  const facts = new Map(run.executors.map((executor) => [executor.executorId, executor]));
  const alone = ids.length <= MOST_ALONE ? ids : ids.filter((id) => special.has(id)).slice(0, MOST_SPECIAL);
  const others = ids.filter((id) => !alone.includes(id));
  const lanes: SequenceLane[] = [
    ...driver,
    ...alone.map((id): SequenceLane => {
      const fact = facts.get(id);
      return {
        title: `executor ${id}`,
        component: `executor ${id}`,
        executors: new Set([id]),
        ...(fact === undefined ? {} : { note: fact.host, bornMs: fact.addedMs - run.startMs }),
        ...(fact?.removedMs === undefined ? {} : { goneMs: fact.removedMs - run.startMs }),
      };
    }),
  ];
  if (others.length === 0) return lanes;
  const title = `${others.length} ${alone.length > 0 ? "other " : ""}executors`;
  return [...lanes, { title, executors: new Set(others) }];
}
