import { writeSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { Publisher, Router } from "zeromq";
import { BadMessage, decode, encode } from "./codec.js";
import { address } from "./connection.js";
import { InterruptFlag } from "./interrupt-flag.js";
import { KERNEL_INFO } from "./kernel-info.js";
import { broadcast, type JsonObject, type Outgoing, type Request, replyTo } from "./message.js";
import { SendQueue } from "./send-queue.js";
import { StreamBuffer } from "./stream-buffer.js";
import type { FromWire, ToWire, WireThreadData } from "./thread-messages.js";

/**
 * The thread that owns every socket. It answers heartbeats, interrupts and the first kernel_info_request by itself, however
 * busy the main thread is, and its sends leave while a cell's loop still runs.
 */

/** A main thread that has not noticed an interrupt after this long is in code without a guard; then SIGINT breaks it. */
const INTERRUPT_GRACE_MS = 2000;
/** A main thread that has not said goodbye after this long is stuck; Jupyter waits 5 s in all. */
const SHUTDOWN_GRACE_MS = 4000;
const PARENT_CHECK_MS = 1000;

const { connection, interrupts: buffer } = workerData as WireThreadData;
const { key } = connection;
const main = parentPort!;
const interrupts = new InterruptFlag(buffer);

const shell = new Router({ linger: 500 });
const control = new Router({ linger: 500 });
const stdin = new Router({ linger: 0 });
const heartbeat = new Router({ linger: 0 });
// Without a limit: at its high-water mark a publisher drops messages silently.
const iopub = new Publisher({ linger: 500, sendHighWaterMark: 0 });
const sockets = [shell, control, stdin, heartbeat, iopub];

let mainReady = false;
let badMessages = 0;

const queues = {
  shell: new SendQueue(shell, sendFailed),
  control: new SendQueue(control, sendFailed),
  iopub: new SendQueue(iopub, sendFailed),
};

function sendFailed(error: unknown): void {
  if (!iopub.closed) log(`a message could not be sent: ${String(error)}`);
}

/** To the server's log: this thread's console would go through the main thread, and there into the running cell. */
function log(text: string): void {
  writeSync(2, `stageplay: ${text}\n`);
}

const streams = new StreamBuffer(({ parent, name, text }) => {
  void queues.iopub.send(encode(broadcast(parent, "stream", { name, text }), key));
});

function send(channel: keyof typeof queues, message: Outgoing): Promise<void> {
  if (channel === "iopub") streams.flush();
  return queues[channel].send(encode(message, key));
}

function tell(message: FromWire): void {
  main.postMessage(message);
}

function publishStatus(state: string, request?: Request): void {
  void send("iopub", broadcast(request?.header, "status", { execution_state: state }));
}

/** Reads requests until the socket is closed; what cannot be trusted is dropped and counted. */
async function serve(socket: Router, answer: (request: Request) => void): Promise<void> {
  for await (const frames of socket) {
    try {
      answer(decode(frames, key));
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      badMessages += 1;
      log(`dropped a ${error.message} (${badMessages} so far)`);
    }
  }
}

function onShell(request: Request): void {
  if (request.header.msg_type === "kernel_info_request" && !mainReady) {
    publishStatus("busy", request);
    void send("shell", replyTo(request, "kernel_info_reply", KERNEL_INFO));
    publishStatus("idle", request);
    return;
  }
  tell({ kind: "request", request });
}

function onControl(request: Request): void {
  const reply = (type: string, content: JsonObject) => send("control", replyTo(request, type, content));
  switch (request.header.msg_type) {
    case "interrupt_request":
      interrupt();
      void reply("interrupt_reply", { status: "ok" });
      break;
    case "shutdown_request": {
      const content = { status: "ok", restart: request.content["restart"] === true };
      void reply("shutdown_reply", content);
      void send("iopub", broadcast(request.header, "shutdown_reply", content));
      shutdown();
      break;
    }
    case "kernel_info_request":
      void reply("kernel_info_reply", KERNEL_INFO);
      break;
  }
}

function interrupt(): void {
  const number = interrupts.request();
  tell({ kind: "interrupt", number });
  setTimeout(() => {
    if (interrupts.noticed < number) process.kill(process.pid, "SIGINT");
  }, INTERRUPT_GRACE_MS);
}

function shutdown(): void {
  interrupts.request();
  tell({ kind: "shutdown" });
  setTimeout(() => void close().then(() => process.kill(process.pid, "SIGKILL")), SHUTDOWN_GRACE_MS);
}

let closing: Promise<void> | undefined;
function close(): Promise<void> {
  streams.flush();
  closing ??= Promise.all(Object.values(queues).map((queue) => queue.drained())).then(() => {
    for (const socket of sockets) socket.close();
  });
  return closing;
}

function onMain(message: ToWire): void {
  switch (message.kind) {
    case "send":
      void send(message.channel, message.message);
      break;
    case "stream":
      streams.write(message.text);
      break;
    case "ready":
      mainReady = true;
      break;
    case "fence":
      // One turn later, so that requests which the sockets already hold go first.
      setImmediate(() => tell({ kind: "fence" }));
      break;
    case "close":
      void close().then(() => tell({ kind: "closed" }));
      break;
  }
}

await Promise.all([
  shell.bind(address(connection, connection.shell_port)),
  control.bind(address(connection, connection.control_port)),
  stdin.bind(address(connection, connection.stdin_port)),
  heartbeat.bind(address(connection, connection.hb_port)),
  iopub.bind(address(connection, connection.iopub_port)),
]);
main.on("message", onMain);
publishStatus("starting");
void serve(shell, onShell);
void serve(control, onControl);
void (async () => {
  for await (const frames of heartbeat) await heartbeat.send(frames);
})();

// A Jupyter server that was killed cannot send shutdown_request: a kernel whose parent is gone ends by itself.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) shutdown();
}, PARENT_CHECK_MS);
