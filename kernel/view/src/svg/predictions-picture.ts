import type { PredictionVerdict } from "@stageplay/core";
import { ellipsize, wrapText } from "../layout/text-width.js";
import { predictionLines, predictionTitle } from "../text/prediction-lines.js";
import { element } from "./element.js";
import { type Picture, translated } from "./frame.js";
import { svgText } from "./text.js";
import type { Theme } from "./theme.js";

const SIZE = 12;
const LINE = 18;
const INDENT = 12;

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
  const title = {
    text: ellipsize(predictionTitle(prediction), width - INDENT - 8, SIZE, true),
    fill: theme.text,
    bold: true,
  };
  const colors = { right: theme.good, wrong: theme.bad, explanation: theme.muted };
  const lines = predictionLines(prediction).flatMap((line) =>
    wrapText(line.text, width - INDENT - 8, SIZE).map((text) => ({ text, fill: colors[line.kind], bold: false })),
  );
  const all = [title, ...lines];
  const height = all.length * LINE + 8;
  const plate = element("rect", { width, height, rx: 3, fill: theme.soft });
  const bar = element("rect", { width: 3, height, fill: prediction.correct ? theme.good : theme.bad });
  const texts = all.map(({ text, fill, bold }, i) =>
    svgText({ x: INDENT, y: 17 + i * LINE, text }, { size: SIZE, fill, bold }),
  );
  return { width, height, body: [plate, bar, ...texts].join("") };
}
