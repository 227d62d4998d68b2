import { expect, it } from "vitest";
import type { LogicalPlan } from "../plans/logical/index.js";
import { flatUnion } from "./flat-union.js";

const table = (): LogicalPlan => ({ kind: "LocalRelation", output: [], rows: [] });

it("takes unions on either side apart, in order, and nothing below another operator", () => {
  const [a, b, c, d] = [table(), table(), table(), table()];
  const limited: LogicalPlan = { kind: "GlobalLimit", limit: 1, child: flatUnion(c, d) };
  expect(flatUnion(flatUnion(a, b), flatUnion(limited, c))).toEqual({ kind: "Union", children: [a, b, limited, c] });
});
