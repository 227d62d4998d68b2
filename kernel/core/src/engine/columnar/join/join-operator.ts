import type { AttributeReference, Expression } from "../../../plans/expressions/index.js";
import type { JoinType } from "../../../plans/logical/index.js";
import type { BuildSide } from "../../../plans/physical/index.js";
import type { DataType } from "../../../types/data-type.js";
import { addToMetric, type KernelOptions } from "../../operators/kernel.js";
import { anyNull, hashCode, keyNumber, sameKeys } from "../aggregate/group-code.js";
import { expressionCode } from "../code/expression-code.js";
import { type Columns, isTrue, NEVER, type ValueCode } from "../code/value-code.js";
import { optionalColumns, sideColumns } from "../stage/source-columns.js";
import type { OperatorCode, StreamOperator } from "../stage/stream-operator.js";

export interface JoinOperatorOptions extends KernelOptions {
  readonly name: string;
  readonly joinType: JoinType;
  readonly buildSide: BuildSide;
  /** Keys over the streamed side's columns; undefined where every row of the table is compared. */
  readonly streamKeys: readonly Expression[] | undefined;
  /** Over the columns of left and right. */
  readonly condition: Expression | undefined;
  /** Columns of the table. */
  readonly build: readonly AttributeReference[];
  /** Which of the function's tables is the build side. */
  readonly table: number;
}

/** What is done with a streamed row: once a partner, at least once, once if there is one, once if there is none. */
type Rule = "inner" | "outer" | "semi" | "anti";

/** How a join type treats the streamed rows; undefined when it must know in the end which build rows met none. */
export function joinRule(joinType: JoinType, buildSide: BuildSide): Rule | undefined {
  if (joinType === "Inner" || joinType === "Cross") return "inner";
  if (joinType === (buildSide === "BuildRight" ? "LeftOuter" : "RightOuter")) return "outer";
  if (buildSide === "BuildLeft") return undefined;
  return joinType === "LeftSemi" ? "semi" : joinType === "LeftAnti" ? "anti" : undefined;
}

/** Streams rows past the table of the other side. */
export function joinOperator(options: JoinOperatorOptions): StreamOperator {
  const { table, streamKeys, condition, buildSide, outputRows, time } = options;
  const buildTypes = options.build.map((a): DataType => a.dataType);
  const rule = joinRule(options.joinType, buildSide)!;
  const write: StreamOperator["write"] = (input, fn, [streamed, count, compared], consume) => {
    const row = fn.fresh("match");
    const name = `table${table}`;
    fn.before(`const ${name} = task.tables[${table}];`, [name]);
    fn.line(`${streamed}++;`);
    if (streamKeys === undefined) fn.line(`${compared} += ${name}.rows.numRows;`);
    const build = sideColumns(
      buildTypes,
      fn.tableShapes[table]!,
      { batch: `${name}.rows`, row, prefix: `b${table}_` },
      fn,
    );
    const joined = (others: Columns): Columns =>
      buildSide === "BuildRight" ? [...input, ...others] : [...others, ...input];
    const emit = (columns: Columns): void => {
      fn.line(`${count}++;`);
      consume(columns);
    };
    const matches = (): string =>
      condition === undefined ? "true" : isTrue(expressionCode(condition, joined(build), fn));
    const next = writeStart(options, input, row, fn);
    const each = `for (; ${row} >= 0; ${row} = ${next})`;
    switch (rule) {
      case "inner":
        fn.block(each, () => {
          if (condition === undefined) emit(joined(build));
          else {
            const test = matches();
            fn.block(`if (${test})`, () => emit(joined(build)));
          }
        });
        return;
      case "outer": {
        const found = fn.fresh("found");
        fn.block(`for (let ${found} = false; ; ${row} = ${next})`, () => {
          fn.block(`if (${row} >= 0)`, () => {
            if (condition !== undefined) {
              const test = matches();
              fn.line(`if (!(${test})) continue;`);
            }
            fn.line(`${found} = true;`);
          });
          fn.line(`else if (${found}) break;`);
          emit(joined(optionalColumns(build, row)));
          fn.line(`if (${row} < 0) break;`);
        });
        return;
      }
      default: {
        const found = fn.fresh("found");
        fn.line(`let ${found} = false;`);
        fn.block(each, () => {
          if (condition !== undefined) {
            const test = matches();
            fn.line(`if (!(${test})) continue;`);
          }
          fn.line(`${found} = true;`);
          fn.line("break;");
        });
        fn.block(`if (${rule === "semi" ? found : `!${found}`})`, () => emit(input));
      }
    }
  };
  return {
    name: options.name,
    counters: 3,
    isOneToOne: false,
    isNarrowing: rule === "semi" || rule === "anti",
    write,
    report: ([streamed, count, compared], context) => {
      context.metrics.chargeTo(time, "joinRows", (streamKeys === undefined ? compared! : streamed!) + count!);
      addToMetric(context, outputRows, count!);
    },
  };
}

/** Sets `row` to the first candidate (−1: none), and gives the code of the one after it. */
function writeStart({ table, streamKeys }: JoinOperatorOptions, input: Columns, row: string, fn: OperatorCode): string {
  const name = `table${table}`;
  if (streamKeys === undefined) {
    fn.line(`let ${row} = ${name}.rows.numRows > 0 ? 0 : -1;`);
    return `${row} + 1 < ${name}.rows.numRows ? ${row} + 1 : -1`;
  }
  fn.line(`let ${row} = -1;`);
  const keys = streamKeys.map((key) => expressionCode(key, input, fn));
  const none = anyNull(keys);
  if (none === NEVER) writeLookup(table, keys, row, fn);
  else
    fn.block(`if (!${none})`, () =>
      writeLookup(
        table,
        keys.map((key) => ({ ...key, isNull: NEVER })),
        row,
        fn,
      ),
    );
  fn.before(`const ${name}Next = ${name}.next;`, [`${name}Next`]);
  return `${name}Next[${row}]`;
}

function writeLookup(table: number, keys: readonly ValueCode[], row: string, fn: OperatorCode): void {
  const name = `table${table}`;
  const numbers = keys.map((key, i) => {
    const lookup = `${name}Lookup${i}`;
    fn.before(`const ${lookup} = ${name}.lookups[${i}];`, [lookup]);
    return keyNumber(key, lookup, fn);
  });
  fn.before(`const ${name}Slots = ${name}.slots;`);
  if (fn.directTables[table] === true) {
    fn.before(`const ${name}Least = ${name}.least;`);
    const offset = fn.fresh("offset");
    fn.line(`const ${offset} = ${numbers[0]} - ${name}Least;`);
    fn.line(`if (${offset} >= 0 && ${offset} < ${name}Slots.length) ${row} = ${name}Slots[${offset}] - 1;`);
    return;
  }
  const hash = hashCode(keys, numbers, "0", fn);
  fn.before(`const ${name}Mask = ${name}.mask;`);
  const at = fn.fresh("at");
  fn.block(`for (let ${at} = ${hash} & ${name}Mask; ; ${at} = (${at} + 1) & ${name}Mask)`, () => {
    fn.line(`${row} = ${name}Slots[${at}] - 1;`);
    numbers.forEach((_, i) => {
      fn.before(`const ${name}Key${i} = ${name}.keys[${i}];`, [`${name}Key${i}`]);
    });
    fn.line(`if (${row} < 0 || (${sameKeys(keys, numbers, (i) => `${name}Key${i}[${row}]`)})) break;`);
  });
}
