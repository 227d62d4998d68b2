import { createSession, type RunDocument } from "@stageplay/core";
import { encodeRun, RUN_MIME } from "@stageplay/view";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CellOutput } from "./cell/cell-output.js";
import { createNodeFiles } from "./files/index.js";
import { RunDisplay } from "./run-display.js";
import { createSqlParser } from "./sql/index.js";
import { newHeader } from "./wire/message.js";

interface Sent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly id: string;
}

let now = 0;
let sent: Sent[] = [];
let display: RunDisplay;
let run: RunDocument;

beforeEach(async () => {
  now = 0;
  sent = [];
  const publish = (_parent: unknown, type: string, content: Readonly<Record<string, unknown>>) => {
    const { data, transient } = content as { data: Sent["data"]; transient: { display_id: string } };
    sent.push({ type, data, id: transient.display_id });
  };
  const wire = { reply: () => {}, publish, stream: () => {}, fence: async () => {} };
  display = new RunDisplay(new CellOutput(wire, newHeader("execute_request", undefined)), () => now);
  const host = {
    breathe: async () => {},
    interrupted: () => false,
    userFrame: () => ({ file: "cell [1]", line: 1 }),
    print: () => {},
  };
  const session = createSession({ files: createNodeFiles(() => "."), sql: createSqlParser(), host });
  session.beginCell(1);
  await session.sc.parallelize([1, 2, 3], 3).count();
  run = session.endCell()!;
});

describe("the display of a run", () => {
  it("shows a quick cell at its first event, then complete", () => {
    display.progress(() => run);
    display.complete(run);
    expect(sent.map(({ type }) => type)).toEqual(["display_data", "update_display_data"]);
    expect(Object.keys(sent[1]!.data).sort()).toEqual([RUN_MIME, "image/png", "text/plain"].sort());
    expect(sent[1]!.data[RUN_MIME]).toEqual(encodeRun(run));
  });

  it("keeps a slow cell's one display up to date, a few times a second, and paints only the last state", () => {
    for (now = 0; now < 1000; now += 10) display.progress(() => run);
    display.complete(run);
    expect(sent.map(({ type }) => type)).toEqual(["display_data", ...Array(4).fill("update_display_data")]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(sent.map(({ data }) => "image/png" in data)).toEqual([false, false, false, false, true]);
  });

  it("shows the last of several events when the program goes on without jobs", () => {
    vi.useFakeTimers();
    try {
      for (let i = 0; i < 3; i++) display.progress(() => run);
      expect(sent).toHaveLength(1);
      now = 250;
      vi.advanceTimersByTime(250);
      expect(sent).toHaveLength(2);
      display.progress(() => run);
      display.complete(run);
      now = 500;
      vi.advanceTimersByTime(250);
      expect(sent).toHaveLength(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it("updates seldom when a picture takes long", () => {
    const slow = () => {
      now += 100;
      return run;
    };
    for (now = 0; now < 3000; now += 10) display.progress(slow);
    expect(sent.length).toBeLessThanOrEqual(3);
  });

  it("shows nothing while no job runs", () => {
    for (now = 0; now < 1000; now += 10) display.progress(() => undefined);
    expect(sent).toEqual([]);
  });
});
