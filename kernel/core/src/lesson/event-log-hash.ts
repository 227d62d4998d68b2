import { canonicalJson } from "../base/canonical-json.js";
import { TextHash } from "../base/text-hash.js";
import type { SparkListener } from "../events/listener.js";
import { SIMULATED_EVENTS } from "../events/simulated-events.js";
import { TASK_COLUMN_NAMES } from "../events/task-columns.js";
import type { TaskTable } from "../events/task-table.js";

type Heard = Readonly<Record<string, unknown>>;

/**
 * A hash of a lesson's event log: of every event as canonical JSON, and of the task attempts of each cell. Two runs of a lesson from its first cell give
 * the same; cells are counted from the lesson's first one, so that it does not matter how often the kernel was used before.
 */
export class EventLogHash {
  /** Hears of the events. */
  readonly listener: SparkListener;
  private readonly hash: TextHash = new TextHash();
  private readonly firstCell: number;

  /** @param firstCell the notebook's execution count of the lesson's first cell */
  constructor(firstCell: number) {
    this.firstCell = firstCell;
    this.listener = Object.fromEntries(
      SIMULATED_EVENTS.map((event) => [event, (what: Heard) => this.add(event, what)]),
    );
  }

  /** A cell has ended: its attempts are part of the log, column by column. */
  addTasks(tasks: TaskTable): void {
    for (const name of TASK_COLUMN_NAMES) {
      if (!tasks.isUsed(name)) continue;
      this.hash.addText(name);
      const column = tasks.columns[name];
      for (let row = 0; row < tasks.length; row++) this.hash.addNumber(column[row]!);
    }
  }

  digest(): string {
    return this.hash.digest();
  }

  private add(event: string, what: Heard): void {
    const { appId, ...rest } = what;
    this.hash.addText(
      canonicalJson({ event, ...rest }).replaceAll(
        /\bcell \[(\d+)\]/g,
        (_, cell: string) => `cell [${Number(cell) - this.firstCell + 1}]`,
      ),
    );
  }
}
