import type { CallSite } from "../events/listener.js";

/** Told when an action of the user's program begins and ends. The call site object tells actions apart, also those of one line. */
export interface ActionObserver {
  actionStarted(callSite: CallSite): void;
  /** @param error what it failed with; undefined when it succeeded */
  actionEnded(callSite: CallSite, error: unknown): void;
}

/**
 * Counts the actions under way: an action is one call of the user (`collect`, `show`, `write`), however many jobs it runs. A cell
 * is over when its actions are; a prediction is judged when the action that it was made for is.
 */
export class ActionTracker {
  private running = 0;
  private waiting: (() => void)[] = [];
  private readonly observer: ActionObserver;

  constructor(observer: ActionObserver) {
    this.observer = observer;
  }

  get isIdle(): boolean {
    return this.running === 0;
  }

  async track<T>(callSite: CallSite, action: () => Promise<T>): Promise<T> {
    this.running++;
    this.observer.actionStarted(callSite);
    let failure: unknown;
    try {
      return await action();
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      this.running--;
      this.observer.actionEnded(callSite, failure);
      if (this.running === 0) for (const resolve of this.waiting.splice(0)) resolve();
    }
  }

  /** Resolves when no action is under way. */
  whenIdle(): Promise<void> {
    return this.isIdle ? Promise.resolve() : new Promise((resolve) => this.waiting.push(resolve));
  }
}
