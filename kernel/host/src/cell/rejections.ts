import { CellInterrupted } from "./interrupts.js";

/**
 * Promises that failed without anybody looking, such as an action that a cell started and did not await. They are the
 * cell's error when it ends: until then a handler may still come.
 */
export class Rejections {
  private readonly failed = new Map<Promise<unknown>, unknown>();
  private collecting = false;

  /** Starts to listen to the process; `stray` gets what fails while no cell runs. */
  listen(stray: (reason: unknown) => void): void {
    process.on("unhandledRejection", (reason, promise) => {
      if (reason instanceof CellInterrupted) return;
      if (this.collecting) this.failed.set(promise, reason);
      else stray(reason);
    });
    process.on("rejectionHandled", (promise) => this.failed.delete(promise));
  }

  /** A cell starts. */
  begin(): void {
    this.failed.clear();
    this.collecting = true;
  }

  /** The cell ends; returns the reasons of what failed meanwhile. */
  end(): unknown[] {
    this.collecting = false;
    return [...new Set(this.failed.values())];
  }
}
