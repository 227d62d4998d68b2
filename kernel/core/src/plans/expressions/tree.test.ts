import { describe, expect, test } from "vitest";
import { LongType } from "../../types/data-type.js";
import {
  alias,
  and,
  arithmetic,
  attributeReference,
  caseWhen,
  conjunction,
  equalTo,
  inList,
  intLiteral,
  isNotNull,
  splitConjunctivePredicates,
} from "./builders.js";
import { exprIdGenerator } from "./expr-id.js";
import type { Expression } from "./expression.js";
import { planText } from "./plan-text.js";
import { references, semanticEquals } from "./references.js";
import { children, exists, transformDown, transformUp, withChildren } from "./tree.js";

const ids = exprIdGenerator();
const a = attributeReference("a", LongType, true, ids.next());
const b = attributeReference("b", LongType, true, ids.next());
const one = intLiteral(1);
const two = intLiteral(2);

describe("one children table", () => {
  test("children come left to right, also from lists and optional fields", () => {
    expect(children(inList(a, [one, two]))).toEqual([a, one, two]);
    expect(children(caseWhen([[isNotNull(a), one]], two))).toEqual([isNotNull(a), one, two]);
    expect(children(caseWhen([[isNotNull(a), one]]))).toHaveLength(2);
    expect(children(a)).toEqual([]);
  });

  test("withChildren puts each back in its place, and gives the same node when nothing differs", () => {
    const e = caseWhen([[isNotNull(a), one]], two);
    expect(withChildren(e, [isNotNull(b), two, one])).toEqual(caseWhen([[isNotNull(b), two]], one));
    expect(withChildren(e, children(e))).toBe(e);
  });

  test("transforms share what they leave alone", () => {
    const left = isNotNull(a);
    const e = and(left, equalTo(b, one));
    const changed = transformUp(e, (node) => (node === one ? two : node)) as Extract<Expression, { kind: "And" }>;
    expect(planText(changed)).toBe("(isnotnull(a) AND (b = 2))");
    expect(changed.left).toBe(left);
    expect(transformDown(e, (node) => node)).toBe(e);
    expect(exists(e, (node) => node === b)).toBe(true);
  });
});

test("conjunctions split and join", () => {
  const conditions = [isNotNull(a), isNotNull(b), equalTo(a, b)];
  expect(planText(conjunction(conditions)!)).toBe("((isnotnull(a) AND isnotnull(b)) AND (a = b))");
  expect(splitConjunctivePredicates(conjunction(conditions)!)).toEqual(conditions);
  expect(conjunction([])).toBeUndefined();
});

test("meaning does not depend on names, but on ids, literals and their types", () => {
  expect(semanticEquals(arithmetic("+", a, one), arithmetic("+", { ...a, name: "A" }, one))).toBe(true);
  expect(semanticEquals(alias(a, "x", 8), alias(a, "y", 9))).toBe(true);
  expect(semanticEquals(a, { ...b, name: "a" })).toBe(false);
  expect(semanticEquals(one, { ...one, dataType: LongType })).toBe(false);
  expect(references(and(equalTo(a, b), isNotNull(a)))).toEqual([a, b]);
});
