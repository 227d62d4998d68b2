/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text within, that of its children included, in order. */
  readonly text: string;
}

/** Thrown for text that is no well-formed XML; `line` counts from 1. */
export class XmlError extends Error {
  readonly line: number;

  constructor(problem: string, line: number) {
    super(problem);
    this.name = "XmlError";
    this.line = line;
  }
}

const NAME = "[A-Za-z_:][\\w:.-]*";
const TOKEN = new RegExp(
  [
    "<!--[\\s\\S]*?-->",
    "<\\?[\\s\\S]*?\\?>",
    "<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>",
    `</(${NAME})\\s*>`,
    `<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`,
    "([^<]+)",
  ].join("|"),
  "y",
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "g");
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/**
 * The root element of a document: elements, attributes, text, CDATA and comments; no document types.
 * @throws XmlError
 * @example
 * parseXml("<pools><pool name='a'/></pools>").children[0].attributes.get("name"); // "a"
 */
export function parseXml(document: string): XmlElement {
  const open: Open[] = [];
  let root: XmlElement | undefined;
  let at = 0;
  const fail = (problem: string): never => {
    throw new XmlError(problem, document.slice(0, at).split("\n").length);
  };
  const close = (): void => {
    const element = open.pop()!;
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else {
      parent.children.push(element);
      parent.text += element.text;
    }
  };
  while (at < document.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(document);
    if (match === null) return fail("This is no markup.");
    const [all, cdata, closing, opening, attributes, selfClosing, text] = match;
    if (closing !== undefined) {
      const expected = open.at(-1)?.name;
      if (expected === undefined) return fail(`</${closing}> ends nothing.`);
      if (closing !== expected) {
        return fail(`The element type "${expected}" must be terminated by the matching end-tag "</${expected}>".`);
      }
      close();
    } else if (opening !== undefined) {
      if (root !== undefined) return fail("There is more than one root element.");
      open.push({ name: opening, attributes: attributesOf(attributes!, fail), children: [], text: "" });
      if (selfClosing === "/") close();
    } else if (cdata !== undefined || text !== undefined) {
      const inside = open.at(-1);
      if (inside !== undefined) inside.text += cdata ?? plainText(text!, fail);
      else if ((cdata ?? text)!.trim() !== "") return fail("Content is not allowed outside of the root element.");
    }
    at += all.length;
  }
  if (open.length > 0) return fail(`The element "${open.at(-1)!.name}" is not ended.`);
  return root ?? fail("Premature end of file.");
}

function attributesOf(text: string, fail: (problem: string) => never): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, double, single] of text.matchAll(ATTRIBUTE)) {
    attributes.set(name!, plainText(double ?? single ?? "", fail));
  }
  return attributes;
}

function plainText(text: string, fail: (problem: string) => never): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));|&/gi, (reference, decimal, hex, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return ENTITIES[name as string] ?? fail(`'${reference}' is no entity.`);
  });
}
