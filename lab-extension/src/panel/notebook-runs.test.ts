import { RUN_MIME } from "@stageplay/view";
import { describe, expect, it } from "vitest";
import { type CodeCell, notebookRuns } from "./notebook-runs.js";

const list = <T>(items: readonly T[]) => ({ length: items.length, get: (i: number): T => items[i]! });
const code = (executionCount: number | null, ...data: readonly Record<string, unknown>[]): CodeCell => ({
  type: "code",
  executionCount,
  outputs: list(data.map((each) => ({ data: each }))),
});

describe("notebookRuns", () => {
  it("leaves out cells without runs, other outputs and bundles that cannot be read", () => {
    const cells = list<CodeCell>([
      { type: "markdown" },
      code(1),
      code(2, { "text/plain": "3" }),
      code(3, { [RUN_MIME]: { version: 99 } }),
      code(4, { [RUN_MIME]: "<img src=x onerror=alert(1)>" }),
    ]);
    expect(notebookRuns(cells)).toEqual([]);
  });
});
