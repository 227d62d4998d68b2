import { describe, expect, it } from "vitest";
import { parseXml, XmlError } from "./xml.js";

describe("XML", () => {
  it("elements, attributes, entities, CDATA, comments and declarations", () => {
    const root = parseXml(
      `<?xml version="1.0"?><!-- a --><a b='1' c="x&amp;y"><d>1 &lt; <e><![CDATA[<2>]]></e></d><!-- c --><f/>&#65;&#x42;</a>\n`,
    );
    expect([...root.attributes]).toEqual([
      ["b", "1"],
      ["c", "x&y"],
    ]);
    expect(root.children.map(({ name, text }) => [name, text])).toEqual([
      ["d", "1 < <2>"],
      ["f", ""],
    ]);
    expect(root.text).toBe("1 < <2>AB");
  });

  it.each<[string, number, RegExp]>([
    ["", 1, /Premature end of file/],
    ["<a>\n<pool></a>", 2, /"pool" must be terminated by the matching end-tag "<\/pool>"/],
    ["<a>\n\n<b>", 3, /"b" is not ended/],
    ["<a/><b/>", 1, /more than one root/],
    ["hello", 1, /not allowed outside/],
    ["</a>", 1, /ends nothing/],
    ["<a>&nope;</a>", 1, /no entity/],
    ["<a b=1></a>", 1, /no markup/],
    ["<!DOCTYPE a><a/>", 1, /no markup/],
  ])("what is no XML is named with its line: %s", (text, line, message) => {
    try {
      parseXml(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(XmlError);
      expect([(error as XmlError).line, (error as XmlError).message]).toEqual([line, expect.stringMatching(message)]);
    }
  });
});
