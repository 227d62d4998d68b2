/** Told when an action of the user's program begins and ends. */
export interface ActionObserver {
  actionStarted(): void;
  actionEnded(): void;
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

  async track<T>(action: () => Promise<T>): Promise<T> {
    this.running++;
    this.observer.actionStarted();
    try {
      return await action();
    } finally {
      this.running--;
      this.observer.actionEnded();
      if (this.running === 0) for (const resolve of this.waiting.splice(0)) resolve();
    }
  }

  /** Resolves when no action is under way. */
  whenIdle(): Promise<void> {
    return this.isIdle ? Promise.resolve() : new Promise((resolve) => this.waiting.push(resolve));
  }
}
