import type { PredictionField, PredictionVerdict } from "@stageplay/core";

/** A field that is right when both texts are the same. */
export function judgedField(
  name: string,
  expected: string,
  actual: string,
  more: Partial<PredictionField> = {},
): PredictionField {
  const correct = expected === actual;
  return { name, expected, actual, correct, state: correct ? "right" : "wrong", score: correct ? 1 : 0, ...more };
}

/** A verdict on these fields. */
export function verdictOn(
  fields: readonly PredictionField[],
  more: Partial<PredictionVerdict> = {},
): PredictionVerdict {
  return {
    jobId: 0,
    seal: "0123456789ab",
    fields,
    correct: fields.every((field) => field.correct),
    score: fields.reduce((sum, { score }) => sum + score, 0) / fields.length,
    extraJobs: [],
    misconceptions: [],
    ...more,
  };
}

/** A verdict with everything that there is, all texts made of `text`. */
export function fullVerdict(text: string): PredictionVerdict {
  const callSite = { short: text, method: text, file: text, line: 3 };
  return verdictOn(
    [
      judgedField("stages", text, "2", {
        note: text,
        rule: { items: ["B8"], text },
        places: [{ text, jobId: 0, stageId: 0, stageAttempt: 0, callSite }],
        parts: [{ label: text, expected: text, actual: text, correct: false, stageId: 0 }],
      }),
      judgedField("tasks", "[3]", "[3]"),
      { ...judgedField("jobs", "TODO", ""), state: "open", note: text },
    ],
    {
      id: text,
      claims: [text],
      callSite,
      explanation: text,
      extraJobs: [{ jobId: 0, cause: "range sampling", stages: text, text, callSite }],
      misconceptions: [
        { id: "M3", name: text, wrong: text, tryThis: text, fields: ["stages"] },
        { id: "M1", name: text, wrong: text, tryThis: text, fields: ["stages"] },
      ],
    },
  );
}
