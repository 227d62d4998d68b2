import { expect, it } from "vitest";
import { checkPrediction } from "./check-prediction.js";
import { atLeast, oneOf, within } from "./matchers/index.js";
import type { Prediction } from "./prediction.js";
import { TODO } from "./todo.js";

const refused = (prediction: unknown) => expect(() => checkPrediction(prediction as Prediction));

it("names the nearest field for an unknown one", () => {
  refused({ stage: 3 }).toThrow(/UNRESOLVED_FIELD.WITH_SUGGESTION.*`stage`. Did you mean `stages`/);
  refused({ taks: [3] }).toThrow(/Did you mean `tasks`/);
  refused({ shufflebytes: 3 }).toThrow(/Did you mean `shuffleBytes`/);
});

it("refuses an unknown scope, a prediction of nothing, and what is no object", () => {
  refused({ stages: 1, scope: "last" }).toThrow(/`scope`.*\n.*"finalJob" or "all"/);
  refused({ stages: 1, id: 3 }).toThrow(/`id`/);
  refused({ stages: 1, why: {} }).toThrow(/`why`/);
  refused({ id: "x" }).toThrow(/nothing to judge/);
  refused(undefined).toThrow(/INVALID_PREDICTION.*object of fields/);
  refused([1]).toThrow(/object of fields/);
  refused({ stages: 1, claims: "C012" }).toThrow(/`claims`/);
});

it.each([
  [{ tasks: 8 }, /`tasks`.*\n.*a list, one number a stage/],
  [{ stages: "three" }, /`stages`.*\n.*a number/],
  [{ stages: within(60, "s") }, /`stages`/],
  [{ makespan: "soon" }, /`makespan`.*\n.*a time/],
  [{ makespan: "2 MiB" }, /a time/],
  [{ shuffleBytes: within(1, "s") }, /a size/],
  [{ locality: "LOCAL" }, /PROCESS_LOCAL/],
  [{ locality: {} }, /`locality`/],
  [{ straggler: "yes" }, /the partition of the slowest task/],
  [{ outcome: true }, /"succeeded"/],
])("says what a field takes: %j", (prediction, message) => {
  refused(prediction).toThrow(message);
});

it("lets good answers and open ones pass", () => {
  const good: Prediction = {
    id: "L02.3",
    claims: ["C012"],
    jobs: atLeast(2),
    stages: oneOf(2, 3),
    tasks: [400, TODO, atLeast(3)],
    waves: [4, 1],
    locality: { NODE_LOCAL: 3 },
    shuffleBytes: "2 KiB",
    straggler: false,
    outcome: "failed",
    makespan: within(60, "s", 0.05),
    scope: "all",
    why: "because",
  };
  expect(() => checkPrediction(good)).not.toThrow();
  expect(() => checkPrediction({ stages: 1, id: TODO, why: TODO, scope: TODO, claims: TODO })).not.toThrow();
  expect(() => checkPrediction({ stages: TODO, makespan: TODO, locality: TODO })).not.toThrow();
  expect(() => checkPrediction({ stages: undefined } as unknown as Prediction)).not.toThrow();
});
