import {
  type And,
  type CaseWhen,
  dataTypeOf,
  type Expression,
  type In,
  type Or,
} from "../../../plans/expressions/index.js";
import { BooleanType } from "../../../types/data-type.js";
import { IDENTICAL_WHEN_EQUAL } from "../../expressions/predicates.js";
import { nullSafeCode } from "./call-code.js";
import type { FunctionCode } from "./function-code.js";
import { heldIn, isTrue, NEVER, placeholder, presentValue, type ValueCode } from "./value-code.js";

type Of = (e: Expression) => ValueCode;

const truth = (value: string, isNull: string): ValueCode => ({ type: BooleanType, kind: "boolean", value, isNull });

/** Three-valued AND: false wins over null; the right side is not computed when the left one is false. */
export function andCode(e: And, of: Of, fn: FunctionCode): ValueCode {
  return connectiveCode(e, of, fn, (a) => (a.isNull === NEVER ? a.value : `(${a.isNull} || ${a.value})`), false);
}

/** Three-valued OR: true wins over null. */
export function orCode(e: Or, of: Of, fn: FunctionCode): ValueCode {
  return connectiveCode(e, of, fn, (a) => (a.isNull === NEVER ? `!${a.value}` : `(${a.isNull} || !${a.value})`), true);
}

/** @param goesOn when the other side decides; @param decided what the result is otherwise */
function connectiveCode(
  e: And | Or,
  of: Of,
  fn: FunctionCode,
  goesOn: (a: ValueCode) => string,
  decided: boolean,
): ValueCode {
  const left = of(e.left);
  const result = fn.fresh("t");
  const isNull = `${result}n`;
  fn.line(`let ${result} = ${decided};`);
  const nullAt = fn.reserve();
  let nullable = false;
  fn.block(`if (${goesOn(left)})`, () => {
    const right = of(e.right);
    nullable = left.isNull !== NEVER || right.isNull !== NEVER;
    if (!nullable) fn.line(`${result} = ${right.value};`);
    else {
      fn.block(`if (${goesOn(right)})`, () => {
        fn.line(`if (${left.isNull} || ${right.isNull}) ${isNull} = true;`);
        fn.line(`else ${result} = ${!decided};`);
      });
    }
  });
  if (nullable) fn.fill(nullAt, `let ${isNull} = false;`);
  return truth(result, nullable ? isNull : NEVER);
}

export function notCode(child: ValueCode): ValueCode {
  return truth(`!${child.value}`, child.isNull);
}

export function nullTestCode(child: ValueCode, wantsNull: boolean): ValueCode {
  const known = child.isNull === NEVER || child.isNull === "true";
  if (known) return truth(String((child.isNull === "true") === wantsNull), NEVER);
  return truth(wantsNull ? `(${child.isNull})` : `!${child.isNull}`, NEVER);
}

/** IN a list of literals; undefined for other lists. */
export function inCode(e: In, of: Of, fn: FunctionCode): ValueCode | undefined {
  const type = dataTypeOf(e.value);
  if (!IDENTICAL_WHEN_EQUAL.has(type.kind) || !e.list.every((item) => item.kind === "Literal")) return undefined;
  const values = e.list.map((item) => (item.kind === "Literal" ? item.value : null));
  const present = values.filter((value) => value !== null);
  const sawNull = present.length < values.length;
  const set = fn.constant(new Set(present));
  return nullSafeCode([() => of(e.value)], BooleanType, sawNull, fn, ([a], result, isNull) => {
    fn.line(`${result} = ${set}.has(${presentValue(a!)});`);
    if (sawNull) fn.line(`if (!${result}) ${isNull} = true;`);
  });
}

/** The value of the first branch whose condition is true; what comes after it is not computed. */
export function caseCode(e: CaseWhen, of: Of, fn: FunctionCode): ValueCode {
  const type = dataTypeOf(e.values[0]!);
  const result = fn.fresh("t");
  const isNull = `${result}n`;
  const done = fn.fresh("case");
  let mayBeBig = false;
  const choose = (child: Expression): void => {
    const value = of(child);
    mayBeBig ||= value.mayBeBig === true;
    if (value.isNull !== NEVER) fn.line(`${isNull} = ${value.isNull};`);
    else fn.line(`${isNull} = false;`);
    fn.line(
      value.isNull === NEVER
        ? `${result} = ${presentValue(value)};`
        : `if (!${isNull}) ${result} = ${presentValue(value)};`,
    );
  };
  fn.line(`let ${result} = ${placeholder(type)}, ${isNull} = true;`);
  fn.block(`${done}:`, () => {
    e.conditions.forEach((condition, i) => {
      const test = of(condition);
      fn.block(`if (${isTrue(test)})`, () => {
        choose(e.values[i]!);
        fn.line(`break ${done};`);
      });
    });
    if (e.otherwise !== undefined) choose(e.otherwise);
  });
  const nullable =
    e.otherwise === undefined || [...e.values, e.otherwise].some((v) => v.kind !== "Literal" || v.value === null);
  return { ...heldIn(result, type, nullable ? isNull : NEVER), mayBeBig };
}
