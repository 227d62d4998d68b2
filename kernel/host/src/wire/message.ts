import { randomUUID } from "node:crypto";

/** Version of Jupyter's messaging protocol that the kernel speaks. */
export const PROTOCOL_VERSION = "5.4";

export type JsonObject = Readonly<Record<string, unknown>>;

export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

/** A request as it came in. */
export interface Request {
  /** ZeroMQ's routing prefix, which the reply carries back. */
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  readonly metadata: JsonObject;
  readonly content: JsonObject;
}

/** A message on its way out; `content` is JSON text already, so that it crosses threads cheaply. */
export interface Outgoing {
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  readonly parent: Header | undefined;
  readonly content: string;
}

const SESSION = randomUUID();

/** A header of this kernel's own, of the session and user that asked. */
export function newHeader(type: string, parent: Header | undefined, date: Date = new Date()): Header {
  return {
    msg_id: randomUUID(),
    msg_type: type,
    session: parent?.session ?? SESSION,
    username: parent?.username ?? "kernel",
    date: date.toISOString(),
    version: PROTOCOL_VERSION,
  };
}

/** The reply to a request, routed back to who asked. */
export function replyTo(request: Request, type: string, content: JsonObject): Outgoing {
  return {
    identities: request.identities,
    header: newHeader(type, request.header),
    parent: request.header,
    content: JSON.stringify(content),
  };
}

/** A broadcast on the iopub channel; the topic is what subscribers may filter by. */
export function broadcast(parent: Header | undefined, type: string, content: JsonObject): Outgoing {
  return {
    identities: [Buffer.from(`kernel.${SESSION}.${type}`)],
    header: newHeader(type, parent),
    parent,
    content: JSON.stringify(content),
  };
}
