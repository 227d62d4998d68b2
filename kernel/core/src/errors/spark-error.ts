/** What a {@link SparkError} is made of. */
export interface SparkErrorOptions {
  /** Spark's condition name, e.g. `UNRESOLVED_COLUMN.WITH_SUGGESTION`. */
  readonly condition: string;
  /** What happened, in one sentence that names the values involved. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly nextStep?: string;
  /** Spark's message parameters, for programs that look at the error. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The user's own code that led here, e.g. `cell [3]:4`. */
  readonly callSite?: string;
  readonly cause?: unknown;
}

/**
 * Every error that a user meets: Spark's condition name, what happened, the user's own line and the next step.
 *
 * @example
 * const error = new SparkError({ condition: "PATH_NOT_FOUND", message: "Path does not exist: data/x.csv.", nextStep: "Check the path." });
 * error.message; // "[PATH_NOT_FOUND] Path does not exist: data/x.csv.\nNext step: Check the path."
 */
export class SparkError extends Error {
  readonly condition: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly nextStep: string | undefined;
  /** The user's line, where it is known: `cell [3]:4`, of a failed action `show at cell [3]:4`. */
  callSite: string | undefined;
  /** The message without condition, call site and next step. */
  readonly summary: string;

  constructor(options: SparkErrorOptions) {
    super(text(options), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "SparkError";
    this.condition = options.condition;
    this.parameters = options.parameters ?? {};
    this.nextStep = options.nextStep;
    this.callSite = options.callSite;
    this.summary = options.message;
  }
}

/**
 * Spark's AnalysisException: the program cannot be planned (unknown column, missing path, wrong type).
 * @example
 * let condition;
 * try {
 *   orders.select("cuntry");
 * } catch (error) {
 *   if (error instanceof AnalysisException) condition = error.condition;
 * }
 * condition; // "UNRESOLVED_COLUMN.WITH_SUGGESTION"
 */
export class AnalysisException extends SparkError {
  override readonly name = "AnalysisException";
}

/**
 * Spark's SparkException: a job failed while running.
 * @example
 * const error = await spark.range(3).select(col("id").divide(0)).collect().catch((error) => error);
 * error instanceof SparkException; // true
 * error.condition; // "SPARK_JOB_ABORTED"
 * error.cause.condition; // "DIVIDE_BY_ZERO"
 */
export class SparkException extends SparkError {
  override readonly name = "SparkException";
}

function text(options: SparkErrorOptions): string {
  const where = options.callSite === undefined ? "" : `\nAt: ${options.callSite}`;
  const next = options.nextStep === undefined ? "" : `\nNext step: ${options.nextStep}`;
  return `[${options.condition}] ${options.message}${where}${next}`;
}
