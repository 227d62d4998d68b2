import { SparkError } from "../errors/index.js";
import type { CallSite } from "../events/listener.js";
import type { HostPort } from "../ports.js";

/** The user's line from which a DSL method was called (B9): `count at cell [3]:4`. */
export function callSiteOf(host: HostPort, method: string): CallSite {
  const frame = host.userFrame(new Error().stack ?? "");
  if (frame === undefined) return { short: method, method };
  return { short: `${method} at ${frame.file}:${frame.line}`, method, file: frame.file, line: frame.line };
}

/** Runs a step of the user's program at once; a SparkError that leaves it knows the user's line (`cell [3]:4`). */
export function located<T>(host: HostPort, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof SparkError && error.callSite === undefined) {
      const frame = host.userFrame(error.stack ?? "");
      if (frame !== undefined) error.callSite = `${frame.file}:${frame.line}`;
    }
    throw error;
  }
}

/** Like {@link located}, for an action: its jobs and planning may fail long after the user's line has run. */
export async function locatedAction<T>(callSite: CallSite, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof SparkError) error.callSite ??= callSite.short;
    throw error;
  }
}
