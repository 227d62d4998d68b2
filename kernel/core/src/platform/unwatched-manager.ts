import { ANY_FAILURES, type ExecutorFailures } from "./executor-failures.js";
import type { ExecutorLoss, HeldContainer } from "./executor-plan.js";
import { commandExited, workerLost } from "./losses.js";

/** What managers without containers have in common: nobody watches memory, and an executor that ends is a command that exited. */
export abstract class UnwatchedManager {
  readonly failures: ExecutorFailures;
  private readonly preemptedExit: number;

  /** @param preemptedExit exit code of an executor that the manager takes back */
  constructor(preemptedExit: number, failures: ExecutorFailures = ANY_FAILURES) {
    this.failures = failures;
    this.preemptedExit = preemptedExit;
  }

  /** A JVM that needs more than there is dies by itself. */
  overuse(): undefined {
    return undefined;
  }

  exited(_executor: HeldContainer, exitCode: number): ExecutorLoss {
    return commandExited(exitCode);
  }

  preempted(): ExecutorLoss {
    return commandExited(this.preemptedExit);
  }

  hostLost(host: string): ExecutorLoss {
    return workerLost(host);
  }
}
