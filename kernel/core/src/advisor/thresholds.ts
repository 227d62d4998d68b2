import { SILENCE_KEY, thresholdKey } from "../conf/advisor-thresholds.js";
import { CONFIG_BY_KEY } from "../conf/config-entries.js";
import { parseConfigValue } from "../conf/config-value.js";
import type { FindingId } from "../events/finding.js";

/** The settings of a run, with Spark's defaults beneath what the user set. */
export class Settings {
  private readonly conf: Readonly<Record<string, string>>;

  constructor(conf: Readonly<Record<string, string>>) {
    this.conf = conf;
  }

  /** As text; undefined when it is neither set nor has a default. */
  text(key: string): string | undefined {
    return this.conf[key] ?? CONFIG_BY_KEY.get(key)?.defaultValue;
  }

  /** A number, a size in bytes or a time in milliseconds; 0 when it is unset, or when a log has something else there. */
  number(key: string): number {
    const entry = CONFIG_BY_KEY.get(key);
    const text = this.text(key);
    if (entry === undefined || text === undefined) return Number(text ?? 0) || 0;
    try {
      return Number(parseConfigValue(entry, text));
    } catch {
      return 0;
    }
  }

  isOn(key: string): boolean {
    return this.text(key)?.trim().toLowerCase() === "true";
  }

  isSet(key: string): boolean {
    return this.conf[key] !== undefined;
  }

  /** From which value on a finding speaks: bytes, milliseconds, or a plain number. @throws RangeError for a threshold that is not in the table */
  threshold(id: FindingId, name: string): number {
    const key = thresholdKey(id, name);
    if (!CONFIG_BY_KEY.has(key)) throw new RangeError(`There is no ${key}.`);
    return this.number(key);
  }

  /** True for a finding that the user does not want to see. */
  isSilent(id: FindingId): boolean {
    const names = (this.text(SILENCE_KEY) ?? "").split(",").map((name) => name.trim());
    return names.includes("*") || names.includes(id);
  }
}
