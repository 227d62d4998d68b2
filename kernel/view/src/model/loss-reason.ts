/** Exit code of a JVM that ran out of heap: Spark's words name only the number. */
const OUT_OF_MEMORY = /\b(?:code|status:) 52\b/;

/**
 * Why an executor was lost, on one line, with what an exit code of 52 means first.
 * @example lossReason("Command exited with code 52"); // "OutOfMemoryError: Command exited with code 52"
 */
export function lossReason(reason: string): string {
  const line = reason.split("\n", 1)[0]!.trim();
  return OUT_OF_MEMORY.test(line) ? `OutOfMemoryError: ${line}` : line;
}
