import { dataTypeOf, type Expression, splitConjunctivePredicates } from "../../../plans/expressions/index.js";
import { addToMetric, type KernelOptions } from "../../operators/kernel.js";
import { expressionCode } from "../code/expression-code.js";
import { heldIn, isTrue, NEVER, type ValueCode } from "../code/value-code.js";
import type { StreamOperator } from "./stream-operator.js";

/** Rows for which a condition is true. What the condition has found not to be null is known not to be null afterwards. */
export function filterOperator(condition: Expression, { outputRows, time }: KernelOptions): StreamOperator {
  const notNull = new Set(
    splitConjunctivePredicates(condition).flatMap((e) =>
      e.kind === "IsNotNull" && e.child.kind === "BoundReference" ? [e.child.ordinal] : [],
    ),
  );
  return {
    name: "Filter",
    counters: 2,
    isOneToOne: false,
    isNarrowing: true,
    write: (input, fn, [seen, kept], consume) => {
      fn.line(`${seen}++;`);
      const keep = isTrue(expressionCode(condition, input, fn));
      fn.block(`if (${keep})`, () => {
        fn.line(`${kept}++;`);
        consume(input.map((column, i): ValueCode => (notNull.has(i) ? { ...column, isNull: NEVER } : column)));
      });
    },
    report: ([seen, kept], context) => {
      context.metrics.chargeTo(time, "pipelineRows", seen!);
      addToMetric(context, outputRows, kept!);
    },
  };
}

/** A row of other columns for each row. */
export function projectOperator(list: readonly Expression[], { outputRows, time }: KernelOptions): StreamOperator {
  return {
    ...resultOperator(list),
    name: "Project",
    counters: 1,
    write: (input, fn, [count], consume) => {
      fn.line(`${count}++;`);
      consume(list.map((e) => expressionCode(e, input, fn)));
    },
    report: ([count], context) => {
      context.metrics.chargeTo(time, "pipelineRows", count!);
      addToMetric(context, outputRows, count!);
    },
  };
}

/** The result expressions of an aggregation, which count nothing of their own. */
export function resultOperator(list: readonly Expression[]): StreamOperator {
  return {
    name: "results of the aggregation",
    counters: 0,
    isOneToOne: true,
    isNarrowing: true,
    write: (input, fn, _counts, consume) => consume(list.map((e) => expressionCode(e, input, fn))),
    report: () => {},
  };
}

/** explode: each row once for each element of an array; none for an empty array or null, but for an outer one. */
export function explodeOperator(
  array: Expression,
  isOuter: boolean,
  kept: readonly number[],
  { outputRows, time }: KernelOptions,
): StreamOperator {
  const type = dataTypeOf(array);
  const elementType = type.kind === "array" ? type.elementType : type;
  return {
    name: "Generate explode",
    counters: 2,
    isOneToOne: false,
    isNarrowing: false,
    write: (input, fn, [seen, count], consume) => {
      fn.line(`${seen}++;`);
      const elements = expressionCode(array, input, fn);
      const [length, at, element] = [fn.fresh("length"), fn.fresh("at"), fn.fresh("element")];
      fn.line(
        `const ${length} = ${elements.isNull === NEVER ? "" : `${elements.isNull} ? 0 : `}${elements.value}.length;`,
      );
      fn.block(`for (let ${at} = 0; ${at} < ${isOuter ? `Math.max(${length}, 1)` : length}; ${at}++)`, () => {
        fn.line(`${count}++;`);
        const value = `${elements.value}[${at}]`;
        fn.line(`const ${element} = ${isOuter ? `${at} < ${length} ? ${value} : null` : value};`);
        const columns = kept.map((ordinal) => input[ordinal]!);
        consume([...columns, heldIn(element, elementType, `(${element} === null)`)]);
      });
    },
    report: ([seen, count], context) => {
      context.metrics.chargeTo(time, "pipelineRows", seen! + count!);
      addToMetric(context, outputRows, count!);
    },
  };
}
