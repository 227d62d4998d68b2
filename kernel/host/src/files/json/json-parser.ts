import type { JsonField, JsonNode } from "./json-node.js";

/**
 * Parses the first JSON value of a line, as Spark's Jackson parser is set up: single quotes and NaN are allowed, what follows the value is
 * ignored. Undefined when the line is malformed, and `"empty"` when it is blank.
 */
export function parseJsonLine(text: string): JsonNode | "empty" | undefined {
  const parser = new JsonParser(text);
  if (parser.atEnd()) return "empty";
  try {
    return parser.value();
  } catch (error) {
    if (error instanceof MalformedJson) return undefined;
    throw error;
  }
}

class MalformedJson extends Error {}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[+-]?[A-Za-z]+/y;
const ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "'": "'",
  "\\": "\\",
  "/": "/",
};
const WORDS: Readonly<Record<string, JsonNode>> = {
  null: { kind: "null" },
  true: { kind: "boolean", value: true },
  false: { kind: "boolean", value: false },
  NaN: { kind: "number", text: "NaN" },
  Infinity: { kind: "number", text: "Infinity" },
  INF: { kind: "number", text: "Infinity" },
  "+Infinity": { kind: "number", text: "Infinity" },
  "+INF": { kind: "number", text: "Infinity" },
  "-Infinity": { kind: "number", text: "-Infinity" },
  "-INF": { kind: "number", text: "-Infinity" },
};

class JsonParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    this.#skipBlanks();
    return this.#at >= this.#text.length;
  }

  value(): JsonNode {
    this.#skipBlanks();
    const start = this.#at;
    const char = this.#text[start];
    if (char === "{") return { kind: "object", fields: this.#fields(), raw: this.#text.slice(start, this.#at) };
    if (char === "[") return { kind: "array", items: this.#items(), raw: this.#text.slice(start, this.#at) };
    if (char === '"' || char === "'") return { kind: "string", value: this.#string() };
    return this.#numberOrWord();
  }

  #fields(): JsonField[] {
    const fields: JsonField[] = [];
    this.#at++;
    if (this.#accept("}")) return fields;
    do {
      this.#skipBlanks();
      const name = this.#string();
      this.#expect(":");
      fields.push({ name, value: this.value() });
    } while (this.#accept(","));
    this.#expect("}");
    return fields;
  }

  #items(): JsonNode[] {
    const items: JsonNode[] = [];
    this.#at++;
    if (this.#accept("]")) return items;
    do items.push(this.value());
    while (this.#accept(","));
    this.#expect("]");
    return items;
  }

  #string(): string {
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") throw new MalformedJson();
    let text = "";
    for (let from = ++this.#at; ; ) {
      const char = this.#text[this.#at];
      if (char === undefined) throw new MalformedJson();
      if (char !== quote && char !== "\\") {
        this.#at++;
        continue;
      }
      text += this.#text.slice(from, this.#at++);
      if (char === quote) return text;
      text += this.#escape();
      from = this.#at;
    }
  }

  #escape(): string {
    const char = this.#text[this.#at++];
    if (char === "u") {
      const code = this.#text.slice(this.#at, this.#at + 4);
      if (!/^[0-9a-fA-F]{4}$/.test(code)) throw new MalformedJson();
      this.#at += 4;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const escaped = ESCAPES[char ?? ""];
    if (escaped === undefined) throw new MalformedJson();
    return escaped;
  }

  #numberOrWord(): JsonNode {
    const number = this.#match(NUMBER);
    if (number !== undefined && !/[\w.]/.test(this.#text[this.#at] ?? "")) return { kind: "number", text: number };
    const word = number === undefined ? WORDS[this.#match(WORD) ?? ""] : undefined;
    if (!word) throw new MalformedJson();
    return word;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0];
    if (match !== undefined) this.#at += match.length;
    return match;
  }

  #expect(char: string): void {
    if (!this.#accept(char)) throw new MalformedJson();
  }

  #accept(char: string): boolean {
    this.#skipBlanks();
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #skipBlanks(): void {
    while (this.#text.charCodeAt(this.#at) <= 0x20) this.#at++; // false at the end, where it is NaN
  }
}
