import type { LessonCard } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { cardHtml } from "./card-html.js";
import { cardText } from "./card-text.js";

const card: LessonCard = {
  title: "L01.q1: `count`",
  blocks: [
    { kind: "text", text: "Use `df.count()` and **think** <b>." },
    { kind: "note", text: "calm" },
    { kind: "list", items: ["**a** one", "two"] },
    { kind: "table", heads: ["Item", "Confidence"], rows: [["L01.1", "sure"]] },
    { kind: "folded", title: "1. A nudge", open: false, blocks: [{ kind: "code", text: "await x;\n  y();" }] },
    { kind: "folded", title: "2. The concept", open: true, blocks: [] },
  ],
};

describe("a lesson's card", () => {
  it("is semantic HTML without colours or script", () => {
    const html = cardHtml(card);
    expect(html).toContain("<p>Use <code>df.count()</code> and <strong>think</strong> &lt;b&gt;.</p>");
    expect(html).toContain(
      '<details data-lm-suppress-shortcuts="true"><summary>1. A nudge</summary><pre><code>await x;\n  y();</code></pre></details>',
    );
    expect(html).toContain(
      '<details data-lm-suppress-shortcuts="true" open=""><summary>2. The concept</summary></details>',
    );
    expect(html).toContain('<th scope="row" style="text-align: left">L01.1</th><td style="text-align: left">sure</td>');
    expect(html).not.toMatch(/color|class|script/);
  });

  it("is text where there is no HTML", () => {
    expect(cardText(card).split("\n")).toEqual([
      "L01.q1: `count`",
      "Use `df.count()` and think <b>.",
      "Note: calm",
      "- a one",
      "- two",
      "- L01.1 | sure",
      "1. A nudge",
      "    await x;",
      "      y();",
      "2. The concept",
      "  ",
    ]);
  });

  it("needs no title", () => {
    const remark: LessonCard = { blocks: [{ kind: "note", text: "calm" }] };
    expect(cardHtml(remark)).toBe('<section><p role="note"><strong>Note: </strong>calm</p></section>');
    expect(cardText(remark)).toBe("Note: calm");
  });

  it("lets no hostile text through", () => {
    const hostile = "<img src=x onerror=alert(1)> `<script>` **<b>** \u202e";
    const html = cardHtml({
      title: hostile,
      blocks: [
        { kind: "text", text: hostile },
        { kind: "code", text: hostile },
        { kind: "list", items: [hostile] },
        { kind: "table", heads: [hostile], rows: [[hostile]] },
        { kind: "folded", title: hostile, open: true, blocks: [{ kind: "note", text: hostile }] },
      ],
    });
    expect(html).not.toMatch(/<(img|script|b)\b/);
    expect(html).not.toContain("\u202e");
  });
});
