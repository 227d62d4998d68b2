import type { PredictionVerdict } from "@stageplay/core";
import { element } from "../dom/element.js";

/** One box a prediction: right or not, each field as expected against found, and for a miss where to look. */
export function predictionList(predictions: readonly PredictionVerdict[]): readonly HTMLElement[] {
  return predictions.map((prediction) => {
    const box = element(
      "div",
      { class: `sp-prediction ${prediction.correct ? "sp-right" : "sp-wrong"}`, role: "note" },
      element(
        "b",
        {},
        `${prediction.correct ? "✓ Prediction right" : "✕ Prediction missed"} · job ${prediction.jobId}`,
      ),
      element("div", { class: "sp-fields" }, ...prediction.fields.flatMap(fieldRow)),
    );
    if (prediction.explanation !== undefined) box.append(element("p", {}, prediction.explanation));
    return box;
  });
}

function fieldRow(field: PredictionVerdict["fields"][number]): readonly HTMLElement[] {
  const found = field.correct ? `✓ ${field.actual}` : `you said ${field.expected}, it was ${field.actual}`;
  return [
    element("span", { class: "sp-field" }, field.name),
    element("span", { class: field.correct ? "sp-good" : "sp-bad" }, found),
  ];
}
