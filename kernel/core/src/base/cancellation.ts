/** Lets somebody who asked for jobs take them back; one may go with many jobs. */
export class Cancellation {
  private readonly handlers: ((reason: string) => void)[] = [];

  /** Cancels all that carries this and has not ended. */
  cancel(reason: string): void {
    for (const handler of this.handlers) handler(reason);
  }

  onCancel(handler: (reason: string) => void): void {
    this.handlers.push(handler);
  }
}
