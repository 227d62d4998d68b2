/** A parsed JSON value; numbers keep their text, so that nothing is lost. */
export type JsonValue =
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "array"; readonly items: readonly JsonValue[] }
  | { readonly kind: "object"; readonly fields: readonly (readonly [name: string, value: JsonValue])[] };

/** The value that a text is, or undefined when it is no JSON; single quotes are taken as well, and what follows is not looked at. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return new JsonReader(text).value();
  } catch (error) {
    if (error instanceof NoJson) return undefined;
    throw error;
  }
}

class NoJson extends Error {}

const TOKEN =
  /\s*(?:([[\]{},:])|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)\b)/suy;

class JsonReader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(): JsonValue {
    const token = this.next();
    if (token === undefined) throw new NoJson();
    const [, mark, double, single, number, word] = token;
    if (double !== undefined || single !== undefined) return { kind: "string", value: unescaped(double ?? single!) };
    if (number !== undefined) return { kind: "number", text: number };
    if (word === "null") return { kind: "null" };
    if (word !== undefined) return { kind: "boolean", value: word === "true" };
    if (mark === "[") return this.array();
    if (mark === "{") return this.object();
    throw new NoJson();
  }

  private array(): JsonValue {
    const items: JsonValue[] = [];
    if (this.peekMark() === "]") this.next();
    else {
      do items.push(this.value());
      while (this.separator("]"));
    }
    return { kind: "array", items };
  }

  private object(): JsonValue {
    const fields: (readonly [string, JsonValue])[] = [];
    if (this.peekMark() === "}") this.next();
    else {
      do {
        const name = this.value();
        if (name.kind !== "string" || this.next()?.[1] !== ":") throw new NoJson();
        fields.push([name.value, this.value()]);
      } while (this.separator("}"));
    }
    return { kind: "object", fields };
  }

  /** True when another item follows, false at the end. */
  private separator(end: string): boolean {
    const mark = this.next()?.[1];
    if (mark === ",") return true;
    if (mark === end) return false;
    throw new NoJson();
  }

  private peekMark(): string | undefined {
    TOKEN.lastIndex = this.at;
    return TOKEN.exec(this.text)?.[1];
  }

  private next(): RegExpExecArray | undefined {
    TOKEN.lastIndex = this.at;
    const token = TOKEN.exec(this.text);
    if (token === null) return undefined;
    this.at = TOKEN.lastIndex;
    return token;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function unescaped(body: string): string {
  return body.replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_, code: string) =>
    code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (ESCAPES[code] ?? code),
  );
}

/** A value as JSON text, without blanks. */
export function jsonText(value: JsonValue): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "boolean":
      return String(value.value);
    case "number":
      return numberText(value.text);
    case "string":
      return quoted(value.value);
    case "array":
      return `[${value.items.map(jsonText).join(",")}]`;
    case "object":
      return `{${value.fields.map(([name, item]) => `${quoted(name)}:${jsonText(item)}`).join(",")}}`;
  }
}

export const quoted = (text: string): string => JSON.stringify(text);

/** A number as Jackson writes it again: one with a fraction as a double. */
export function numberText(text: string): string {
  if (/^-?\d+$/.test(text)) return text;
  const value = Number(text);
  return Number.isInteger(value) && Math.abs(value) < 1e7
    ? `${value}.0`
    : String(value).replace("e+", "E").replace("e", "E");
}
