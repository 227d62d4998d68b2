import type { Session, SparkListener } from "@stageplay/core";

type Heard = Readonly<Record<string, unknown>>;
/** What a listener is made of, by name, so that no event is left out when there are new ones. */
type AnyListener = Record<string, (...args: never[]) => void>;

const METHODS = [
  "onApplicationStart",
  "onExecutorAdded",
  "onExecutorRemoved",
  "onExecutorRequested",
  "onExecutorRequestDropped",
  "onExecutorStopped",
  "onExecutorDecommissioned",
  "onExecutorExcluded",
  "onNodeExcluded",
  "onExecutorExcludedForStage",
  "onNodeExcludedForStage",
  "onJobStart",
  "onJobEnd",
  "onStageSubmitted",
  "onStageCompleted",
  "onTaskSetSubmitted",
  "onUnpersistRDD",
  "onSQLExecutionStart",
  "onSQLAdaptiveExecutionUpdate",
  "onSQLExecutionEnd",
  "onDriverAccumUpdates",
  "onFault",
] as const satisfies readonly (keyof SparkListener)[];

/** Every event of a session, in order, as canonical JSON: equal runs give equal bytes. */
export class EventLog {
  readonly events: { readonly event: string; readonly what: Heard }[] = [];

  /** @param withTasks hears of each attempt as well, which keeps the express lane on its toes. */
  constructor(session: Session, withTasks: boolean) {
    const listener: AnyListener = {};
    for (const event of METHODS) listener[event] = (what: Heard) => void this.events.push({ event, what });
    if (withTasks) {
      const tasks: SparkListener = {
        onTaskStart: (table, row) => void this.events.push({ event: "onTaskStart", what: { ...table.record(row) } }),
        onTaskEnd: (table, row) => void this.events.push({ event: "onTaskEnd", what: { ...table.record(row) } }),
      };
      Object.assign(listener, tasks);
    }
    const { bus } = (session as unknown as { application: { bus: { add(listener: SparkListener): void } } })
      .application;
    bus.add(listener as SparkListener);
  }

  get text(): string {
    return this.events.map(({ event, what }) => canonicalJson({ event, ...what })).join("\n");
  }

  count(event: string): number {
    return this.events.filter((one) => one.event === event).length;
  }
}

/** Keys in order of the alphabet; maps as objects; what JSON has no word for as text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Map) return Object.fromEntries([...part].sort());
    if (typeof part === "bigint") return `${part}n`;
    if (typeof part === "number" && !Number.isFinite(part)) return String(part);
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
