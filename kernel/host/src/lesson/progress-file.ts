import { readFileSync, writeFileSync } from "node:fs";
import type { ProgressData } from "@stageplay/core";

/** Beside the notebooks, so that all lessons of a folder know of one another; it may be deleted at any time. */
const FILE = ".stageplay-progress.json";

/** What a learner has answered, kept beside the notebooks. A folder that cannot be written to is no obstacle: then nothing is kept. */
export class ProgressFile {
  private readonly isOn: boolean;

  /** @param isOn false where nobody learns, as in tests and headless runs: they shall not depend on one another */
  constructor(isOn: boolean) {
    this.isOn = isOn;
  }

  load(): ProgressData {
    if (!this.isOn) return {};
    try {
      const data: unknown = JSON.parse(readFileSync(FILE, "utf8"));
      return isProgress(data) ? data : {};
    } catch {
      return {};
    }
  }

  save(data: ProgressData): void {
    if (!this.isOn) return;
    try {
      writeFileSync(FILE, `${JSON.stringify(data, undefined, 1)}\n`);
    } catch {
      // Learning goes on without it.
    }
  }
}

function isProgress(data: unknown): data is ProgressData {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return false;
  return Object.values(data).every((item: unknown) => {
    const { right, misses, hints } = (item ?? {}) as Readonly<Record<string, unknown>>;
    return typeof right === "boolean" && typeof misses === "number" && typeof hints === "number";
  });
}
