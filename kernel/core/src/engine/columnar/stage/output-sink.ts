import type { Expression } from "../../../plans/expressions/index.js";
import { isLongLike, type VectorKind } from "../../../types/column-vector.js";
import { expressionCode } from "../code/expression-code.js";
import type { FunctionCode } from "../code/function-code.js";
import { boxed, type Columns, NEVER, type ValueCode } from "../code/value-code.js";
import { growFloat64, growInt32, growUint8 } from "../vectors/growing.js";
import { selectRows } from "../vectors/select-rows.js";
import { withBigs } from "../vectors/with-bigs.js";
import type { Sink } from "./segment.js";

const ARRAY: Readonly<Record<Exclude<VectorKind, "any">, { readonly type: string; readonly grow: unknown }>> = {
  int: { type: "Int32Array", grow: growInt32 },
  double: { type: "Float64Array", grow: growFloat64 },
  boolean: { type: "Uint8Array", grow: growUint8 },
  string: { type: "Int32Array", grow: growInt32 },
};

/** How one column of the output is made. */
interface OutputColumn {
  readonly kind: VectorKind;
  readonly nullable: boolean;
  readonly mayBeBig: boolean;
  readonly dictionary: string | undefined;
}

export interface OutputOptions {
  /** Rows go out as they came in: a column that nothing was done to is handed on. */
  readonly isOneToOne: boolean;
  /** At most as many rows go out as came in. */
  readonly isNarrowing: boolean;
}

/** Writes the end of a pipeline: values appended to the vectors of an output batch. Gives the lines after the loop. */
export function writeOutput(rows: readonly Columns[], options: OutputOptions, fn: FunctionCode): readonly string[] {
  const [only] = rows;
  const isFilter = rows.length === 1 && options.isNarrowing && !options.isOneToOne;
  if (isFilter && only!.every(({ column }) => column !== undefined)) return writeSelection(only!, fn);
  const columns = rows[0]!.map((_, i) => outputColumn(rows.map((row) => row[i]!)));
  const handedOn = rows[0]!.map((code) => (options.isOneToOne && rows.length === 1 ? code.column : undefined));
  const written = columns.flatMap((_, i) => (handedOn[i] === undefined ? [i] : []));
  const fixed = options.isNarrowing && rows.length === 1;
  fn.before("let size = 0;");
  fn.before(fixed ? "const capacity = batch.numRows;" : "let capacity = Math.max(batch.numRows, 64);");
  for (const i of written) declare(i, columns[i]!, fn);
  for (const row of rows) {
    if (!fixed) {
      fn.block("if (size === capacity)", () => {
        fn.line("capacity *= 2;");
        for (const i of written) grow(i, columns[i]!, fn);
      });
    }
    for (const i of written) append(i, columns[i]!, row[i]!, fn);
    fn.line("size++;");
  }
  const vectors = columns.map((column, i) =>
    handedOn[i] === undefined ? vectorText(i, column, fn) : `batch.columns[${handedOn[i]}]`,
  );
  return ["return {", "  numRows: size,", "  columns: [", ...vectors.map((text) => `    ${text},`), "  ],", "};"];
}

/** Rows that go out as they are, if they go out: only which of them is written down. */
function writeSelection(columns: Columns, fn: FunctionCode): readonly string[] {
  fn.before("const selected = new Int32Array(batch.numRows);");
  fn.before("let size = 0;");
  fn.line("selected[size++] = row;");
  const ordinals = columns.map(({ column }) => column).join(", ");
  const hasNulls = columns.map(({ isNull }) => isNull !== NEVER).join(", ");
  return [`return ${fn.constant(selectRows)}(batch, selected.subarray(0, size), [${ordinals}], [${hasNulls}]);`];
}

/** One kind for a column that different rows may give in different kinds. */
function outputColumn(codes: readonly ValueCode[]): OutputColumn {
  const present = codes.filter(({ isNull }) => isNull !== "true");
  const first = present[0] ?? codes[0]!;
  const alike = present.every(({ kind, dictionary }) => kind === first.kind && dictionary === first.dictionary);
  return {
    kind: alike ? first.kind : "any",
    nullable: codes.some(({ isNull }) => isNull !== NEVER),
    mayBeBig: isLongLike(first.type) && codes.some(({ mayBeBig }) => mayBeBig === true),
    dictionary: first.dictionary,
  };
}

function declare(i: number, { kind, nullable, mayBeBig }: OutputColumn, fn: FunctionCode): void {
  if (kind === "any") {
    fn.before(`const out${i} = [];`);
    return;
  }
  fn.before(`let out${i} = new ${ARRAY[kind].type}(capacity);`);
  if (nullable) fn.before(`let out${i}Nulls = new Uint8Array(capacity), out${i}HasNulls = false;`);
  if (mayBeBig) fn.before(`let out${i}Bigs = null;`);
}

function grow(i: number, { kind, nullable }: OutputColumn, fn: FunctionCode): void {
  if (kind === "any") return;
  fn.line(`out${i} = ${fn.constant(ARRAY[kind].grow)}(out${i}, capacity);`);
  if (nullable) fn.line(`out${i}Nulls = ${fn.constant(growUint8)}(out${i}Nulls, capacity);`);
}

function append(i: number, { kind, mayBeBig }: OutputColumn, code: ValueCode, fn: FunctionCode): void {
  if (kind === "any") {
    fn.line(`out${i}.push(${boxed(code)});`);
    return;
  }
  const present = (): void => {
    if (!mayBeBig) fn.line(`out${i}[size] = ${kind === "boolean" ? `${code.value} ? 1 : 0` : code.value};`);
    else {
      fn.line(`if (typeof ${code.value} === "number") out${i}[size] = ${code.value};`);
      fn.line(`else (out${i}Bigs ??= new Map()).set(size, ${code.value});`);
    }
  };
  if (code.isNull === NEVER) present();
  else {
    fn.block(`if (${code.isNull})`, () => {
      fn.line(`out${i}Nulls[size] = 1;`);
      fn.line(`out${i}HasNulls = true;`);
    });
    fn.block("else", present);
  }
}

function vectorText(i: number, { kind, nullable, mayBeBig, dictionary }: OutputColumn, fn: FunctionCode): string {
  if (kind === "any") return `{ kind: "any", values: out${i} }`;
  const nulls = nullable ? `out${i}HasNulls ? out${i}Nulls.subarray(0, size) : undefined` : "undefined";
  const texts = kind === "string" ? `, dictionary: ${dictionary}` : "";
  const vector = `{ kind: "${kind}", values: out${i}.subarray(0, size)${texts}, nulls: ${nulls} }`;
  return mayBeBig ? `${fn.constant(withBigs)}(${vector}, out${i}Bigs)` : vector;
}

/** The end of a pipeline: one batch out for each batch in. */
export function outputSink(): Sink {
  let after: readonly string[] = [];
  return {
    write: (rows, fn, flow) => {
      after = writeOutput([rows], flow, fn);
    },
    after: () => after,
  };
}

/** Several rows out for each that comes to the end, one a projection. */
export function expandSink(projections: readonly (readonly Expression[])[]): () => Sink {
  return () => {
    let after: readonly string[] = [];
    return {
      write: (input, fn, flow) => {
        const rows = projections.map((list) => list.map((e) => expressionCode(e, input, fn)));
        after = writeOutput(rows, flow, fn);
      },
      after: () => after,
    };
  };
}
