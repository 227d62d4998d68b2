import { describe, expect, it } from "vitest";
import { type SendingSocket, SendQueue } from "./send-queue.js";

/** Takes one send at a time, as a ZeroMQ socket does. */
class OneAtATime implements SendingSocket {
  readonly sent: string[] = [];
  private busy = false;

  async send(frames: (string | Uint8Array)[]): Promise<void> {
    if (this.busy) throw new Error("EBUSY");
    this.busy = true;
    await Promise.resolve();
    this.busy = false;
    this.sent.push(String(frames[0]));
  }
}

describe("a send queue", () => {
  it("hands over thousands of messages one after the other, in order", async () => {
    const socket = new OneAtATime();
    const errors: unknown[] = [];
    const queue = new SendQueue(socket, (error) => errors.push(error));
    for (let i = 0; i < 2000; i++) void queue.send([String(i)]);
    await queue.drained();
    expect(errors).toEqual([]);
    expect(socket.sent).toEqual(Array.from({ length: 2000 }, (_, i) => String(i)));
  });

  it("goes on after a message that could not be sent", async () => {
    const errors: unknown[] = [];
    const sent: string[] = [];
    const socket = {
      send: async ([text]: (string | Uint8Array)[]) => {
        if (text === "bad") throw new Error("cannot");
        sent.push(String(text));
      },
    };
    const queue = new SendQueue(socket, (error) => errors.push(error));
    void queue.send(["a"]);
    void queue.send(["bad"]);
    await queue.send(["b"]);
    expect(sent).toEqual(["a", "b"]);
    expect(errors).toHaveLength(1);
  });
});
