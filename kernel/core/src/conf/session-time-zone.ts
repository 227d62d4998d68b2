import { UTC } from "../types/time-zone.js";
import type { RuntimeConfig } from "./runtime-config.js";

/** Options of a reader or writer of files: timestamps are on the session's clocks unless the option `timeZone` says others. */
export function inSessionTimeZone(
  options: Readonly<Record<string, string>>,
  conf: RuntimeConfig,
): Readonly<Record<string, string>> {
  const zone = conf.get("spark.sql.session.timeZone");
  return zone === UTC ? options : { timezone: zone, ...options };
}
