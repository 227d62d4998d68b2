// What can go wrong that the user can mend, and how it is said.

/** Something the user can mend. `message` says what is wrong, `nextStep` what to do about it. */
export class SetupProblem extends Error {
  /**
   * @param {string} message
   * @param {string} nextStep
   */
  constructor(message, nextStep) {
    super(message);
    this.name = "SetupProblem";
    this.nextStep = nextStep;
  }
}

/** The user pressed Ctrl-C, or the process was told to end. */
export class Interrupted extends Error {
  constructor() {
    super("Interrupted.");
    this.name = "Interrupted";
  }
}

/**
 * How a failure is printed. A fault of ours keeps its stack; a problem of the user's does not.
 * @param {unknown} error
 * @returns {string}
 */
export function describeFailure(error) {
  if (error instanceof SetupProblem) return `${error.message}\n  What to do: ${error.nextStep}`;
  if (error instanceof Interrupted) {
    return "Interrupted. Nothing half-made was kept; run the command again and it goes on with the step that was interrupted.";
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
