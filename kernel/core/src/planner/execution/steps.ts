/**
 * Driver's work with jobs in it, written once for both ways of waiting: an action's, whose promise is awaited, and a transformation's that Spark blocks
 * its driver for. Such a function yields what it waits for and gets the result.
 */
export type Steps<T> = Generator<Step, T, unknown>;

/** Something to wait for. */
export interface Step {
  readonly later: () => Promise<unknown>;
  readonly now: () => unknown;
}

/** Waits for one thing. */
export function* step<T>(later: () => Promise<T>, now: () => T): Steps<T> {
  return (yield { later, now }) as T;
}

/** Waits for several, which start at the same time where that is possible. */
export function* together(all: readonly (() => Steps<unknown>)[]): Steps<void> {
  yield {
    later: () => Promise.all(all.map((steps) => runLater(steps()))),
    now: () => {
      for (const steps of all) runNow(steps());
    },
  };
}

/** Does the work over promises. */
export async function runLater<T>(steps: Steps<T>): Promise<T> {
  let next = steps.next();
  while (next.done !== true) {
    let result: unknown;
    try {
      result = await next.value.later();
    } catch (error) {
      next = steps.throw(error);
      continue;
    }
    next = steps.next(result);
  }
  return next.value;
}

/** Does the work before returning. */
export function runNow<T>(steps: Steps<T>): T {
  let next = steps.next();
  while (next.done !== true) next = steps.next(next.value.now());
  return next.value;
}
