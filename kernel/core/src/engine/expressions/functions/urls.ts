import { SparkError } from "../../../errors/spark-error.js";
import { utf8Decode, utf8Encode } from "../../../types/utf8.js";

/** As Java's URLEncoder: letters, digits and `.-*_` stay, a space is `+`. */
export function urlEncode(text: string): string {
  return Array.from(utf8Encode(text), (byte) => {
    const c = String.fromCharCode(byte);
    if (/[A-Za-z0-9.\-*_]/.test(c)) return c;
    return c === " " ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

/** @throws SparkError CANNOT_DECODE_URL; null instead where that is not wanted */
export function urlDecode(text: string, failsOnError: boolean): string | null {
  if (/%(?![0-9a-f]{2})/i.test(text)) {
    if (!failsOnError) return null;
    throw new SparkError({
      condition: "CANNOT_DECODE_URL",
      message: `The provided URL cannot be decoded: ${text}.`,
      nextStep: "Each % must be followed by two hexadecimal digits; try_url_decode gives NULL instead.",
      parameters: { url: text },
    });
  }
  const bytes: number[] = [];
  for (const part of text.replaceAll("+", " ").match(/%[0-9a-f]{2}|[^%]+/gi) ?? []) {
    if (part.startsWith("%")) bytes.push(Number.parseInt(part.slice(1), 16));
    else bytes.push(...utf8Encode(part));
  }
  return utf8Decode(Uint8Array.from(bytes));
}

const URL_PARTS = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/;

/** A part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY, USERINFO; of QUERY also the value of a key. */
export function parseUrl(url: string, part: string, key: string | undefined, ansi: boolean): string | null {
  const match = URL_PARTS.exec(url);
  if (match === null || /[\s<>"{}|\\^`]/.test(url)) {
    if (ansi) throw invalidUrl(url);
    return null;
  }
  const [, protocol, authority, path, query, ref] = match;
  const [userInfo, host] = authority?.includes("@") ? authority.split("@") : [undefined, authority];
  switch (part) {
    case "HOST":
      return host?.replace(/:\d*$/, "") ?? null;
    case "PATH":
      return path ?? null;
    case "QUERY":
      if (query === undefined || key === undefined) return query ?? null;
      return new RegExp(`(?:^|&)${key.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}=([^&]*)`).exec(query)?.[1] ?? null;
    case "REF":
      return ref ?? null;
    case "PROTOCOL":
      return protocol ?? null;
    case "FILE":
      return query === undefined ? (path ?? null) : `${path}?${query}`;
    case "AUTHORITY":
      return authority ?? null;
    case "USERINFO":
      return userInfo ?? null;
    default:
      return null;
  }
}

function invalidUrl(url: string): SparkError {
  return new SparkError({
    condition: "INVALID_URL",
    message: `The url is invalid: ${url}.`,
    nextStep: "Use try_parse_url, or encode the text with url_encode first.",
    parameters: { url },
  });
}
