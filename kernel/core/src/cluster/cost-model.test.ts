import { expect, test } from "vitest";
import { COST_CONSTANTS, costKey } from "../conf/entries/cost.js";
import { RuntimeConfig } from "../conf/runtime-config.js";
import { costModel, DEFAULT_COST_MODEL } from "./cost-model.js";

test("each constant of the model has its setting", () => {
  const constants = Object.entries(DEFAULT_COST_MODEL).filter(([, value]) => typeof value === "number");
  expect([...COST_CONSTANTS].sort()).toEqual(constants.map(([name]) => name).sort());
});

test("a setting replaces its constant, and the model says so", () => {
  expect(costModel(new RuntimeConfig())).toBe(DEFAULT_COST_MODEL);
  const changed = costModel(new RuntimeConfig({ [costKey("launchMs")]: "7.5" }));
  expect(changed).toEqual({ ...DEFAULT_COST_MODEL, launchMs: 7.5, name: "spark-4.x, own constants" });
  expect(() => new RuntimeConfig({ [costKey("launchMs")]: "soon" })).toThrow("INVALID_CONF_VALUE");
});
