/** A running attempt. */
export interface RunningAttempt {
  readonly index: number;
  readonly row: number;
}

/** No row. */
const NONE = -1;

/**
 * The attempts at the tasks of one set: which run, and which has succeeded. All by index into the set, in typed arrays: nothing is allocated for a task.
 */
export class TaskAttempts {
  /** Tasks that have succeeded, or need not any more. */
  successCount = 0;
  private readonly numTasks: number;
  /** Row in the task table of the running attempt of each task, −1 when none runs; of the copy in `copyRows`. */
  private readonly runningRow: Int32Array;
  private readonly copyRows: Map<number, number> = new Map();
  private readonly copiesRunning: Uint8Array;
  private readonly launches: Uint16Array;
  private readonly successful: Uint8Array;
  /** Row of the successful attempt, for outputs that can be lost with its executor. */
  private readonly doneRow: Int32Array | undefined;

  /** @param keepsOutputs tasks leave outputs that can be lost */
  constructor(numTasks: number, keepsOutputs: boolean) {
    this.numTasks = numTasks;
    // In one buffer: a buffer of its own for each would cost a small set more than all else that it has.
    const buffer = new ArrayBuffer(numTasks * 8);
    this.runningRow = new Int32Array(buffer, 0, numTasks).fill(NONE);
    this.launches = new Uint16Array(buffer, numTasks * 4, numTasks);
    this.copiesRunning = new Uint8Array(buffer, numTasks * 6, numTasks);
    this.successful = new Uint8Array(buffer, numTasks * 7, numTasks);
    this.doneRow = keepsOutputs ? new Int32Array(numTasks) : undefined;
  }

  isSuccessful(index: number): boolean {
    return this.successful[index] === 1;
  }

  /** Attempts at a task that run. */
  running(index: number): number {
    return this.copiesRunning[index]!;
  }

  /** The task runs or has succeeded: it need not be launched. */
  isTaken(index: number): boolean {
    return this.copiesRunning[index] !== 0 || this.successful[index] === 1;
  }

  /** Notes a launch and returns the attempt number. */
  launched(index: number, row: number): number {
    if (this.runningRow[index] === NONE) this.runningRow[index] = row;
    else this.copyRows.set(index, row);
    this.copiesRunning[index]!++;
    return this.launches[index]!++;
  }

  /** An attempt runs no more. */
  stopped(index: number, row: number): void {
    if (this.runningRow[index] === row) this.runningRow[index] = NONE;
    else this.copyRows.delete(index);
    this.copiesRunning[index]!--;
  }

  /** The task has succeeded: by the attempt in a row, or without one of this set. */
  succeeded(index: number, row: number = NONE): void {
    this.successful[index] = 1;
    this.successCount++;
    if (this.doneRow !== undefined) this.doneRow[index] = row;
  }

  /** The first `launched` tasks were launched in order, in rows from `firstRow` on, and all but the running ones have succeeded. */
  adopt(launched: number, firstRow: number, running: readonly RunningAttempt[]): void {
    this.launches.fill(1, 0, launched);
    this.successful.fill(1, 0, launched);
    if (this.doneRow !== undefined) for (let i = 0; i < launched; i++) this.doneRow[i] = firstRow + i;
    for (const { index, row } of running) {
      this.runningRow[index] = row;
      this.copiesRunning[index] = 1;
      this.successful[index] = 0;
    }
    this.successCount += launched - running.length;
  }

  /** Takes back the successes whose outputs are lost, and gives the attempts that had made them. */
  takeBack(isLost: (index: number, row: number) => boolean): RunningAttempt[] {
    const lost: RunningAttempt[] = [];
    if (this.doneRow === undefined) return lost;
    for (let index = 0; index < this.numTasks; index++) {
      const row = this.doneRow[index]!;
      if (this.successful[index] === 0 || row === NONE || !isLost(index, row)) continue;
      this.successful[index] = 0;
      this.successCount--;
      lost.push({ index, row });
    }
    return lost;
  }

  /** The running attempts of a task, but for the one in `row`. */
  rowsOf(index: number, row: number = NONE): number[] {
    return [this.runningRow[index]!, this.copyRows.get(index) ?? NONE].filter(
      (other) => other !== NONE && other !== row,
    );
  }

  /** The attempts that run now. */
  all(): RunningAttempt[] {
    const rows: RunningAttempt[] = [];
    this.runningRow.forEach((row, index) => {
      if (row !== NONE) rows.push({ index, row });
    });
    for (const [index, row] of this.copyRows) rows.push({ index, row });
    return rows;
  }

  /** Tasks that have not succeeded and have one running attempt. */
  *single(): Iterable<RunningAttempt> {
    for (let index = 0; index < this.numTasks; index++) {
      if (this.copiesRunning[index] !== 1 || this.successful[index] === 1) continue;
      const row = this.runningRow[index]!;
      yield { index, row: row === NONE ? this.copyRows.get(index)! : row };
    }
  }
}
