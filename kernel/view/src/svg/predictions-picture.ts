import type { PredictionVerdict } from "@stageplay/core";
import { ellipsize, wrapText } from "../layout/text-width.js";
import { ANSWER_MARKS, predictionLines, predictionState, predictionTitle } from "../text/prediction-lines.js";
import { element } from "./element.js";
import { type Picture, translated } from "./frame.js";
import { svgText } from "./text.js";
import type { Theme } from "./theme.js";

const SIZE = 12;
const LINE = 18;
const INDENT = 12;
const DETAIL_INDENT = 16;

/** What became of the predictions, each beside a bar whose icon and colour say right or wrong. */
export function predictionsPicture(predictions: readonly PredictionVerdict[], width: number, theme: Theme): Picture {
  let y = 0;
  let body = "";
  for (const prediction of predictions) {
    const picture = predictionPicture(prediction, width, theme);
    body += translated(0, y, picture.body);
    y += picture.height + 8;
  }
  return { width, height: Math.max(0, y - 8), body };
}

function predictionPicture(prediction: PredictionVerdict, width: number, theme: Theme): Picture {
  const room = width - INDENT - 8;
  const state = predictionState(prediction);
  const colors = {
    right: theme.good,
    partly: theme.text,
    wrong: theme.bad,
    open: theme.muted,
    misconception: theme.text,
    explanation: theme.muted,
  };
  const title = `${ANSWER_MARKS[state]} ${predictionTitle(prediction)}`;
  const lines = predictionLines(prediction).flatMap(({ text, kind, isDetail = false }) => {
    const indent = isDetail ? DETAIL_INDENT : 0;
    const fill = colors[kind];
    return wrapText(text, room - indent, SIZE).map((part) => ({ text: part, fill, bold: false, indent }));
  });
  const all = [{ text: ellipsize(title, room, SIZE, true), fill: theme.text, bold: true, indent: 0 }, ...lines];
  const height = all.length * LINE + 8;
  const plate = element("rect", { width, height, rx: 3, fill: theme.soft });
  const bar = element("rect", { width: 3, height, fill: colors[state] });
  const texts = all.map(({ text, fill, bold, indent }, i) =>
    svgText({ x: INDENT + indent, y: 17 + i * LINE, text }, { size: SIZE, fill, bold }),
  );
  return { width, height, body: [plate, bar, ...texts].join("") };
}
