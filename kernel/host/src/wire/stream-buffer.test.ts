import { beforeEach, describe, expect, it } from "vitest";
import { newHeader } from "./message.js";
import { StreamBuffer, type StreamText } from "./stream-buffer.js";

const [cell, otherCell] = [newHeader("execute_request", undefined), newHeader("execute_request", undefined)];
let timers: (() => void)[] = [];
let sent: StreamText[] = [];
let streams: StreamBuffer;

beforeEach(() => {
  timers = [];
  sent = [];
  const later = (callback: () => void) => {
    timers.push(callback);
    return () => {
      timers = timers.filter((timer) => timer !== callback);
    };
  };
  streams = new StreamBuffer((text) => sent.push(text), later);
});

const stdout = (text: string): StreamText => ({ parent: cell, name: "stdout", text });
const texts = () => sent.map((message) => `${message.name}:${message.text}`);

describe("a stream buffer", () => {
  it("gathers many small writes into few messages without losing or reordering any", () => {
    for (let i = 0; i < 20_000; i++) streams.write(stdout(`${i}\n`));
    streams.flush();
    expect(sent.length).toBeLessThan(10);
    expect(sent.map((message) => message.text).join("")).toBe(
      Array.from({ length: 20_000 }, (_, i) => `${i}\n`).join(""),
    );
    expect(timers).toEqual([]);
  });

  it("sends when its timer fires, once", () => {
    streams.write(stdout("a"));
    streams.write(stdout("b"));
    expect(sent).toEqual([]);
    expect(timers).toHaveLength(1);
    timers[0]!();
    streams.flush();
    expect(texts()).toEqual(["stdout:ab"]);
  });

  it("keeps the order of stdout and stderr", () => {
    streams.write(stdout("1"));
    streams.write({ parent: cell, name: "stderr", text: "2" });
    streams.write(stdout("3"));
    streams.flush();
    expect(texts()).toEqual(["stdout:1", "stderr:2", "stdout:3"]);
  });

  it("keeps cells apart", () => {
    streams.write(stdout("1"));
    streams.write({ parent: otherCell, name: "stdout", text: "2" });
    streams.flush();
    expect(sent.map(({ parent, text }) => [parent?.msg_id, text])).toEqual([
      [cell.msg_id, "1"],
      [otherCell.msg_id, "2"],
    ]);
  });
});
