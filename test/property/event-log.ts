import type { Session, SparkListener } from "@stageplay/core";
import { canonicalJson } from "../../kernel/core/src/base/canonical-json.js";
import { SIMULATED_EVENTS } from "../../kernel/core/src/events/simulated-events.js";

type Heard = Readonly<Record<string, unknown>>;
/** What a listener is made of, by name, so that no event is left out when there are new ones. */
type AnyListener = Record<string, (...args: never[]) => void>;

/** Every event of a session, in order, as canonical JSON: equal runs give equal bytes. */
export class EventLog {
  readonly events: { readonly event: string; readonly what: Heard }[] = [];

  /** @param withTasks hears of each attempt as well, which keeps the express lane on its toes. */
  constructor(session: Session, withTasks: boolean) {
    const listener: AnyListener = {};
    for (const event of SIMULATED_EVENTS) listener[event] = (what: Heard) => void this.events.push({ event, what });
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
