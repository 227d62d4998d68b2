import { ellipsize, textWidth, wrapText } from "../layout/text-width.js";
import type { RunModel } from "../model/run-model-types.js";
import { element } from "./element.js";
import type { Picture } from "./frame.js";
import { svgText } from "./text.js";
import type { Theme } from "./theme.js";

const HEADLINE = 14;
const SENTENCE = 12;
const TAG = 11;
const LINE = 17;

/** The verdict in words, numbers first; where the numbers come from as quiet tags on the right. */
export function headerPicture(model: RunModel, width: number, theme: Theme): Picture {
  const tags = tagsPicture(model, width, theme);
  const room = width - tags.width - 24;
  const headline = wrapText(model.verdict.headline, room / 1.12, HEADLINE, 2);
  const { failed, coreTime = "", advice, sentences } = model.verdict;
  const failures = failed.flatMap((sentence) => wrapText(sentence, room, SENTENCE, 3));
  const first = [coreTime, advice === undefined ? "" : `Advice: ${advice}`].flatMap((text) =>
    wrapText(text, room, SENTENCE, 3),
  );
  const reasons = [...failures, ...first, ...sentences.flatMap((sentence) => wrapText(sentence, room, SENTENCE, 3))];
  const profile = ellipsize(model.profile, room, TAG);
  const top = headline.map((text, i) =>
    svgText({ x: 0, y: 14 + i * 19, text }, { size: HEADLINE, fill: theme.text, bold: true }),
  );
  const below = 14 + (headline.length - 1) * 19;
  const lines = reasons.map((text, i) => {
    const isFirst = i < failures.length + first.length;
    const fill = i < failures.length ? theme.bad : isFirst ? theme.text : theme.muted;
    return svgText({ x: 0, y: below + 20 + i * LINE, text }, { size: SENTENCE, fill });
  });
  return {
    width,
    height: Math.max(below + 8 + reasons.length * LINE, tags.height),
    body: [...top, ...lines, tags.body, profileText(profile, width, tags.height, theme)].join(""),
  };
}

function profileText(text: string, width: number, tagsHeight: number, theme: Theme): string {
  return svgText({ x: width, y: tagsHeight - 3, text }, { size: TAG, fill: theme.muted, anchor: "end" });
}

/** Pills in a row, right-aligned; room for the profile's line below them. */
function tagsPicture(model: RunModel, width: number, theme: Theme): Picture {
  let x = width;
  const pills = [...model.tags].reverse().map((tag) => {
    const pillWidth = Math.ceil(textWidth(tag.text, TAG) + 14);
    x -= pillWidth;
    const pill =
      element("rect", {
        x: x + 0.5,
        y: 1.5,
        width: pillWidth - 1,
        height: 18,
        rx: 9,
        fill: "none",
        stroke: theme.line,
      }) +
      svgText({ x: x + pillWidth / 2, y: 14.5, text: tag.text }, { size: TAG, fill: theme.muted, anchor: "middle" });
    x -= 6;
    return pill;
  });
  return { width: Math.max(width - x - 6, textWidth(model.profile, TAG)), height: 40, body: pills.join("") };
}
