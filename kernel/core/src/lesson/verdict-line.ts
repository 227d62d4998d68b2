import type { PredictionField, PredictionVerdict } from "../events/prediction-verdict.js";

/** A verdict as a line of text, for where no picture of a run is shown: the driver answered alone. */
export function verdictLine({ id, fields, explanation }: PredictionVerdict): string {
  const name = id === undefined ? "Prediction" : `Prediction ${id}`;
  const words = explanation === undefined ? "" : ` ${explanation.replaceAll("\n", " ")}`;
  return `${name}: ${fields.map(fieldText).join("; ")}.${words}`;
}

function fieldText({ name, state, expected, actual, note }: PredictionField): string {
  if (state === "open") return `? ${name} is still to fill in (${note?.replace(/\.$/, "")})`;
  return state === "right" ? `✓ ${name}: ${actual}` : `✗ ${name}: you said ${expected}, it was ${actual}`;
}
