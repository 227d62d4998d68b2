import type { InterruptFlag } from "../wire/interrupt-flag.js";
import type { CellOutput } from "./cell-output.js";
import { currentCell } from "./current-cell.js";

/** Ends a cell that the user interrupted. */
export class CellInterrupted extends Error {
  override readonly name = "CellInterrupted";

  constructor() {
    super("The cell was interrupted. Variables and the Spark application are as it left them.");
  }
}

/** Carries the user's interrupt requests to whatever the running cell is busy with. */
export class Interrupts {
  private readonly flag: InterruptFlag;
  private running: CellOutput | undefined;
  /** Requests up to this number are dealt with. */
  private seen = 0;
  /** Once a cell was interrupted its leftovers must be told from other cells' loops, which costs a look-up a turn. */
  private leftovers = false;
  private untold = false;
  private onInterrupt: () => void = () => {};

  constructor(flag: InterruptFlag) {
    this.flag = flag;
  }

  /** A cell starts; requests from before do not concern it. `onInterrupt` is called once, in a turn of its own. */
  begin(cell: CellOutput, onInterrupt: () => void): void {
    this.seen = this.flag.notice();
    this.untold = false;
    this.running = cell;
    this.onInterrupt = onInterrupt;
  }

  end(): void {
    this.running = undefined;
    this.seen = this.flag.notice();
  }

  /** Looks for new requests; the wire thread's message leads here too. */
  poll(): void {
    if (this.flag.requested === this.seen) return;
    this.seen = this.flag.notice();
    if (this.running === undefined || this.running.interrupted) return;
    this.running.interrupted = true;
    this.leftovers = true;
    this.untold = true;
    // Not at once: the poll may come from the middle of the simulation.
    setImmediate(this.onInterrupt);
  }

  /** True once after a request, for the simulation's loops. */
  takeForSimulation(): boolean {
    this.poll();
    const untold = this.untold;
    this.untold = false;
    return untold;
  }

  /** First in every loop of a cell. @throws CellInterrupted in the loops of an interrupted cell. */
  readonly loopGuard = (): void => {
    if (this.flag.requested === this.seen && !this.leftovers) return;
    this.poll();
    if (currentCell()?.interrupted) throw new CellInterrupted();
  };
}
