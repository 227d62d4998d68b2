import type { CallSite } from "../events/listener.js";
import type { HostPort } from "../ports.js";

/** The user's line from which a DSL method was called (B9): `count at cell [3]:4`. */
export function callSiteOf(host: HostPort, method: string): CallSite {
  const frame = host.userFrame(new Error().stack ?? "");
  if (frame === undefined) return { short: method, method };
  return { short: `${method} at ${frame.file}:${frame.line}`, method, file: frame.file, line: frame.line };
}
