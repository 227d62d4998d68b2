import type { ConnectionInfo } from "./connection.js";
import type { Outgoing, Request } from "./message.js";
import type { StreamText } from "./stream-buffer.js";

export type ReplyChannel = "shell" | "iopub";

/** What the main thread starts the wire thread with. */
export interface WireThreadData {
  readonly connection: ConnectionInfo;
  readonly interrupts: SharedArrayBuffer;
}

/** Main thread → wire thread. */
export type ToWire =
  | { readonly kind: "send"; readonly channel: ReplyChannel; readonly message: Outgoing }
  | { readonly kind: "stream"; readonly text: StreamText }
  /** From now on the main thread answers kernel_info_request too. */
  | { readonly kind: "ready" }
  /** Asks for an echo behind every request that has arrived so far. */
  | { readonly kind: "fence" }
  | { readonly kind: "close" };

/** Wire thread → main thread. */
export type FromWire =
  | { readonly kind: "request"; readonly request: Request }
  | { readonly kind: "interrupt"; readonly number: number }
  | { readonly kind: "shutdown" }
  | { readonly kind: "fence" }
  | { readonly kind: "closed" };
