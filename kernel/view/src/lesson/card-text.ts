import type { CardBlock, LessonCard } from "@stageplay/core";
import { printable } from "../text/printable.js";

/** A lesson's card as lines of text, for where there is no HTML; folded parts stand open. */
export function cardText({ title, blocks }: LessonCard): string {
  return printable([...(title === undefined ? [] : [bare(title)]), ...blocks.map(blockText)].join("\n"));
}

function blockText(block: CardBlock): string {
  switch (block.kind) {
    case "text":
      return bare(block.text);
    case "note":
      return `Note: ${bare(block.text)}`;
    case "code":
      return indented(block.text);
    case "list":
      return block.items.map((item) => `- ${bare(item)}`).join("\n");
    case "table":
      return block.rows.map((row) => `- ${row.filter((cell) => cell !== "").join(" | ")}`).join("\n");
    case "folded":
      return `${bare(block.title)}\n${indented(block.blocks.map(blockText).join("\n"))}`;
  }
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}

/** Without the marks of **strong** words. */
function bare(words: string): string {
  return words.replaceAll(/\*\*([^*]+)\*\*/g, "$1");
}
