const FREE = -1;

/**
 * Which cores of the executors are busy. A log does not say on which core a task ran: it gets the lowest that is free. Spark offers a core again
 * before it has written that the task on it has ended; such a task stands beyond the last core until then.
 */
export class BusyCores {
  /** Row of the task on each core, by executor. */
  private readonly rows: Map<number, number[]> = new Map();
  private readonly cores: Map<number, number> = new Map();

  /** An executor has so many cores. */
  added(executor: number, cores: number): void {
    this.cores.set(executor, cores);
  }

  take(executor: number, row: number): number {
    let rows = this.rows.get(executor);
    if (rows === undefined) {
      rows = [];
      this.rows.set(executor, rows);
    }
    const free = rows.indexOf(FREE);
    const core = free < 0 ? rows.length : free;
    rows[core] = row;
    return core;
  }

  /** A task has ended. Returns the row of a task that stood beyond the last core and has its core now, if there is one. */
  release(executor: number, core: number): number | undefined {
    const rows = this.rows.get(executor);
    if (rows === undefined) return undefined;
    rows[core] = FREE;
    const last = this.cores.get(executor) ?? rows.length;
    if (core >= last) return undefined;
    const waiting = rows.findIndex((row, at) => at >= last && row !== FREE);
    if (waiting < 0) return undefined;
    const row = rows[waiting]!;
    rows[core] = row;
    rows[waiting] = FREE;
    return row;
  }
}
