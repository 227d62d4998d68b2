import { createHmac, timingSafeEqual } from "node:crypto";
import type { Header, JsonObject, Outgoing, Request } from "./message.js";

const DELIMITER = Buffer.from("<IDS|MSG>");

/** A message that is not to be trusted or not to be read; it is dropped and counted. */
export class BadMessage extends Error {
  override readonly name = "BadMessage";
}

/** HMAC-SHA256 over the four JSON frames, as hexadecimal text; empty without a key. */
export function sign(key: string, frames: readonly (string | Uint8Array)[]): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const frame of frames) hmac.update(frame);
  return hmac.digest("hex");
}

/** The frames of a message: identities, delimiter, signature, header, parent header, metadata, content. */
export function encode(message: Outgoing, key: string): (string | Uint8Array)[] {
  const body = [JSON.stringify(message.header), JSON.stringify(message.parent ?? {}), "{}", message.content];
  return [...message.identities, DELIMITER, sign(key, body), ...body];
}

/**
 * Reads a message's frames.
 * @throws BadMessage when the delimiter or a frame is missing, the signature is wrong, or a frame is not a JSON object.
 */
export function decode(frames: readonly Uint8Array[], key: string): Request {
  const delimiter = frames.findIndex((frame) => DELIMITER.equals(frame));
  if (delimiter < 0) throw new BadMessage("message without delimiter");
  const signature = frames[delimiter + 1];
  const body = frames.slice(delimiter + 2, delimiter + 6);
  if (signature === undefined || body.length < 4) throw new BadMessage("message with missing frames");
  if (!sameSignature(Buffer.from(sign(key, body)), signature)) throw new BadMessage("message with a wrong signature");
  const [header, , metadata, content] = body.map(parseObject);
  return {
    identities: frames.slice(0, delimiter),
    header: header as unknown as Header,
    metadata: metadata as JsonObject,
    content: content as JsonObject,
  };
}

function sameSignature(expected: Uint8Array, actual: Uint8Array): boolean {
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function parseObject(frame: Uint8Array): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(frame).toString("utf8"));
  } catch {
    throw new BadMessage("message with a frame that is not JSON");
  }
  if (typeof value !== "object" || value === null) throw new BadMessage("message with a frame that is no JSON object");
  return value as JsonObject;
}
