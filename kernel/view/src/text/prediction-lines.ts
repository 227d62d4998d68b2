import type { PredictionVerdict } from "@stageplay/core";

/** A prediction held against the run, as lines: one a field, then what to look at. */
export interface PredictionLine {
  readonly text: string;
  readonly kind: "right" | "wrong" | "explanation";
}

export function predictionLines(prediction: PredictionVerdict): readonly PredictionLine[] {
  const fields = prediction.fields.map((field): PredictionLine => {
    const was = field.correct ? field.actual : `predicted ${field.expected}, was ${field.actual}`;
    return { kind: field.correct ? "right" : "wrong", text: `${field.correct ? "✓" : "✕"} ${field.name}: ${was}` };
  });
  const { explanation } = prediction;
  return explanation === undefined ? fields : [...fields, { kind: "explanation", text: explanation }];
}

export function predictionTitle(prediction: PredictionVerdict): string {
  const name = prediction.id === undefined ? "" : ` ${prediction.id}`;
  return `Prediction${name} for job ${prediction.jobId}: ${prediction.correct ? "right" : "not quite"}`;
}
