import { Worker } from "node:worker_threads";
import type { ConnectionInfo } from "./connection.js";
import type { InterruptFlag } from "./interrupt-flag.js";
import { broadcast, type Header, type JsonObject, type Request, replyTo } from "./message.js";
import type { StreamText } from "./stream-buffer.js";
import type { FromWire, ReplyChannel, ToWire, WireThreadData } from "./thread-messages.js";

/** What the kernel says to the outside. */
export interface Wire {
  /** Answers a request on the shell channel. */
  reply(request: Request, type: string, content: JsonObject): void;
  /** Tells all clients something that belongs to the request with this header. */
  publish(parent: Header | undefined, type: string, content: JsonObject): void;
  /** Sends text that a cell wrote, soon and together with what else it writes. */
  stream(text: StreamText): void;
  /** Resolves when every request that has arrived so far was handed to the kernel. */
  fence(): Promise<void>;
}

export interface WireEvents {
  onRequest(request: Request): void;
  /** The user asked to interrupt; `number` counts the requests. */
  onInterrupt(number: number): void;
  onShutdown(): void;
}

/** The main thread's end of the wire thread (see `wire-thread.ts`). */
export class WireClient implements Wire {
  private readonly worker: Worker;
  private readonly fences: (() => void)[] = [];
  private events: WireEvents | undefined;
  private closed: (() => void) | undefined;
  private readonly early: FromWire[] = [];

  /** Starts the thread; it binds the sockets and answers kernel_info_request by itself until {@link listen}. */
  constructor(connection: ConnectionInfo, interrupts: InterruptFlag) {
    const data: WireThreadData = { connection, interrupts: interrupts.buffer };
    this.worker = new Worker(new URL("./wire-thread.js", import.meta.url), { workerData: data });
    this.worker.on("message", (message: FromWire) => this.receive(message));
  }

  /** From now on the kernel gets the requests, those that have waited first. */
  listen(events: WireEvents): void {
    this.events = events;
    this.post({ kind: "ready" });
    for (const message of this.early.splice(0)) this.receive(message);
  }

  reply(request: Request, type: string, content: JsonObject): void {
    this.send("shell", replyTo(request, type, content));
  }

  publish(parent: Header | undefined, type: string, content: JsonObject): void {
    this.send("iopub", broadcast(parent, type, content));
  }

  stream(text: StreamText): void {
    this.post({ kind: "stream", text });
  }

  fence(): Promise<void> {
    return new Promise((resolve) => {
      this.fences.push(resolve);
      this.post({ kind: "fence" });
    });
  }

  /** Sends what is queued, then closes the sockets. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.closed = resolve;
      this.post({ kind: "close" });
    });
  }

  private receive(message: FromWire): void {
    if (this.events === undefined) {
      this.early.push(message);
      return;
    }
    switch (message.kind) {
      case "request":
        this.events.onRequest(message.request);
        break;
      case "interrupt":
        this.events.onInterrupt(message.number);
        break;
      case "shutdown":
        this.events.onShutdown();
        break;
      case "fence":
        this.fences.shift()?.();
        break;
      case "closed":
        this.closed?.();
        break;
    }
  }

  private send(channel: ReplyChannel, message: (ToWire & { kind: "send" })["message"]): void {
    this.post({ kind: "send", channel, message });
  }

  private post(message: ToWire): void {
    this.worker.postMessage(message);
  }
}
