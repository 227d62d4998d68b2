import { describe, expect, it } from "vitest";
import { BadMessage, decode, encode, sign } from "./codec.js";
import { broadcast, newHeader, replyTo } from "./message.js";

const KEY = "a0436f6c-1916-498b-8eb9-e81ab9368e84";

function frames(key = KEY, content = '{"code":"1 + 1"}'): Buffer[] {
  const message = {
    identities: [Buffer.from("client")],
    header: newHeader("execute_request", undefined),
    parent: undefined,
    content,
  };
  return encode(message, key).map((frame) => Buffer.from(frame as string));
}

describe("messages", () => {
  it("come back as they were sent", () => {
    const request = decode(frames(), KEY);
    expect(request.header.msg_type).toBe("execute_request");
    expect(request.content).toEqual({ code: "1 + 1" });
    expect(request.identities.map(String)).toEqual(["client"]);
  });

  it("are signed by HMAC-SHA256 over the four JSON frames", () => {
    // From RFC 4231, test case 2, split over frames.
    expect(sign("Jefe", ["what do ya ", "want ", "for ", "nothing?"])).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
  });

  it("are refused when the content was changed after signing", () => {
    const changed = frames();
    changed[6] = Buffer.from('{"code":"process.exit()"}');
    expect(() => decode(changed, KEY)).toThrow(BadMessage);
  });

  it("are refused when signed by another key, and taken unsigned only without a key", () => {
    expect(() => decode(frames("other"), KEY)).toThrow("wrong signature");
    expect(() => decode(frames(""), KEY)).toThrow("wrong signature");
    expect(decode(frames(""), "").content).toEqual({ code: "1 + 1" });
  });

  it("are refused without delimiter, with missing frames, and with frames that are no JSON objects", () => {
    expect(() => decode([Buffer.from("x")], KEY)).toThrow("without delimiter");
    expect(() => decode(frames().slice(0, 5), KEY)).toThrow("missing frames");
    expect(() => decode(frames(KEY, "{"), KEY)).toThrow("not JSON");
    expect(() => decode(frames(KEY, "1"), KEY)).toThrow("no JSON object");
  });

  it("carry the request's header as parent, and replies its routing prefix", () => {
    const request = decode(frames(), KEY);
    const reply = replyTo(request, "execute_reply", { status: "ok" });
    expect(reply.identities).toBe(request.identities);
    expect(reply.parent).toBe(request.header);
    expect(reply.header.msg_id).not.toBe(request.header.msg_id);
    expect(reply.header.session).toBe(request.header.session);
    const status = broadcast(request.header, "status", { execution_state: "busy" });
    expect(status.parent).toBe(request.header);
    expect(String(status.identities[0])).toMatch(/status$/);
  });
});
