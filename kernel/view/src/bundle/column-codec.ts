import { pack, unpack } from "./deflate.js";
import { RunBundleError } from "./run-bundle.js";

/*
 * One column of numbers as one string, `codec.width.decimals.data`: the number of the codec, bytes a value, decimals, and
 * the deflated codes as base64: integers that are small when the data is regular. They are stored as byte planes (all lowest bytes first, and
 * so on), which deflate likes. A column of few runs of equal codes is `codec.width.decimals.data.runs`: a code a run, then the runs' lengths.
 */

/** Integers as they are; NaN ("not known", a running task's end) is code 0. */
const PLAIN = 0;
/** Differences to the value before (no NaN). */
const DELTA = 1;
/** Seven significant binary digits, an error of at most 0.8 %; NaN is code 0. */
const QUANTISED = 2;
/** Doubles as they are, byte planes of their eight bytes: for values that no decimal scale gives exactly. */
const DOUBLES = 255;
type IntegerCodec = typeof PLAIN | typeof DELTA | typeof QUANTISED;
/** `decimals` of a scaled column: values are integers divided by 10 to this power. */
const MOST_DECIMALS = 6;

/** Numbers to non-negative integers; a column is stored with the codec that gives the shortest string. */
function codesOf(codec: IntegerCodec, values: Float64Array): Float64Array {
  switch (codec) {
    case PLAIN:
      return values.map((value) => (Number.isNaN(value) ? 0 : zigzag(value) + 1));
    case DELTA:
      return values.map((value, i) => zigzag(value - (i === 0 ? 0 : values[i - 1]!)));
    case QUANTISED:
      return values.map((value) => (Number.isNaN(value) ? 0 : quantise(Math.max(0, value)) + 1));
  }
}

const zigzag = (value: number): number => (value >= 0 ? value * 2 : value * -2 - 1);

/** Rounding is one instruction of the processor, a remainder of doubles a call. */
function unzigzag(code: number): number {
  const whole = Math.floor(code / 2);
  return whole * 2 === code ? whole : -whole - 1;
}

function quantise(value: number): number {
  const whole = Math.round(value);
  if (whole < 128) return whole;
  const exponent = Math.floor(Math.log2(whole)) - 6;
  const mantissa = Math.round(whole / 2 ** exponent);
  return exponent * 64 + mantissa;
}

function unquantise(code: number): number {
  if (code < 128) return code;
  const exponent = Math.floor(code / 64) - 1;
  return (code - exponent * 64) * 2 ** exponent;
}

/** The fewest decimals (0 … 6) that give every value exactly; undefined when there are none. */
export function exactDecimals(values: ArrayLike<number>): number | undefined {
  let decimals = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    while (!isScaled(value, 10 ** decimals)) {
      if (++decimals > MOST_DECIMALS) return undefined;
    }
  }
  return decimals;
}

function isScaled(value: number, scale: number): boolean {
  const scaled = Math.round(value * scale);
  return Number.isSafeInteger(scaled) && scaled <= 2 ** 51 && scaled >= -(2 ** 51) && scaled / scale === value;
}

/** A column that comes back exactly. */
export function encodeExact(values: ArrayLike<number>): string {
  const decimals = exactDecimals(values);
  if (decimals === undefined) return encodeDoubles(values);
  const scale = 10 ** decimals;
  const integers = Float64Array.from(values, (value) => Math.round(value * scale));
  const codec = integers.some(Number.isNaN) ? PLAIN : shorterCodec(integers);
  return write(codec, decimals, codesOf(codec, integers));
}

const TRIAL_VALUES = 8192;

/** Whether values or their differences deflate better, tried on the first ones. */
function shorterCodec(integers: Float64Array): IntegerCodec {
  const trial = integers.subarray(0, TRIAL_VALUES);
  const length = (codec: IntegerCodec): number => write(codec, 0, codesOf(codec, trial)).length;
  return length(DELTA) < length(PLAIN) ? DELTA : PLAIN;
}

/**
 * A column of sizes, counts or times to about one percent; below 128 units to half a unit.
 *
 * @param decimals the unit is 10 to minus this: 3 for milliseconds kept to a microsecond.
 */
export function encodeQuantised(values: ArrayLike<number>, decimals = 0): string {
  const units = Float64Array.from(values, (value) => value * 10 ** decimals);
  return write(QUANTISED, decimals, codesOf(QUANTISED, units));
}

/** Fewer runs than this part of the values are written as runs: they are quicker to read than to inflate. */
const FEW_RUNS = 1 / 8;
/** Bytes of a run's length. */
const LENGTH_BYTES = 4;

function write(codec: number, decimals: number, codes: Float64Array): string {
  const runs = runsOf(codes);
  const whole = runs === undefined ? codes : runs.codes;
  let most = 0;
  for (const code of whole) if (code > most) most = code;
  let width = 1;
  while (most >= 256 ** width) width++;
  if (runs === undefined) return `${header(codec, width, decimals)}.${pack(planes(codes, width))}`;
  const bytes = new Uint8Array(whole.length * (width + LENGTH_BYTES));
  bytes.set(planes(whole, width));
  bytes.set(planes(runs.lengths, LENGTH_BYTES), whole.length * width);
  return `${header(codec, width, decimals)}.${pack(bytes)}.${whole.length}`;
}

/** Undefined when there are too many of them. */
function runsOf(codes: Float64Array): { readonly codes: Float64Array; readonly lengths: Float64Array } | undefined {
  const starts: number[] = [];
  for (let i = 0; i < codes.length; i++) {
    if (i === 0 || codes[i] !== codes[i - 1]) starts.push(i);
    if (starts.length > FEW_RUNS * codes.length) return undefined;
  }
  return {
    codes: Float64Array.from(starts, (start) => codes[start]!),
    lengths: Float64Array.from(starts, (start, run) => (starts[run + 1] ?? codes.length) - start),
  };
}

function planes(codes: Float64Array, width: number): Uint8Array {
  const bytes = new Uint8Array(codes.length * width);
  for (let i = 0; i < codes.length; i++) {
    let rest = codes[i]!;
    for (let plane = 0; plane < width; plane++) {
      bytes[plane * codes.length + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }
  return bytes;
}

/** The code in a place of {@link planes}. */
function codeAt(bytes: Uint8Array, length: number, width: number, i: number): number {
  let code = bytes[i]!;
  for (let plane = 1, weight = 256; plane < width; plane++, weight *= 256) code += weight * bytes[plane * length + i]!;
  return code;
}

function encodeDoubles(values: ArrayLike<number>): string {
  const doubles = new DataView(Float64Array.from(values).buffer);
  const bytes = new Uint8Array(values.length * 8);
  for (let i = 0; i < values.length; i++) {
    for (let plane = 0; plane < 8; plane++) bytes[plane * values.length + i] = doubles.getUint8(i * 8 + plane);
  }
  return `${header(DOUBLES, 8, 0)}.${pack(bytes)}`;
}

function header(codec: number, width: number, decimals: number): string {
  return `${codec}.${width}.${decimals}`;
}

/** A column that has been read; its values are made by {@link valuesOf}. */
export interface PackedColumn {
  readonly codec: number;
  readonly decimals: number;
  readonly width: number;
  readonly length: number;
  readonly bytes: Uint8Array;
  /** How many runs of equal codes it is written as, if it is. */
  readonly runs?: number;
}

/**
 * Reads an encoded column of `length` values.
 *
 * @throws RunBundleError when the text is not such a column or has another length. `part` names the column.
 */
export function readColumn(text: string, length: number, part: string): PackedColumn {
  const [codecText, widthText, decimalsText, data, runsText] = text.split(".");
  const codec = Number(codecText);
  const width = Number(widthText);
  const decimals = Number(decimalsText);
  const runs = runsText === undefined ? undefined : Number(runsText);
  if (
    data === undefined ||
    !isCount(width, 8) ||
    width < 1 ||
    !isCount(decimals, MOST_DECIMALS) ||
    !isCount(codec, DOUBLES) ||
    !isCount(runs ?? 0, length)
  ) {
    throw new RunBundleError(`${part} has no readable header.`);
  }
  const isKnown = codec === DOUBLES ? width === 8 && runs === undefined : codec <= QUANTISED;
  if (!isKnown) throw new RunBundleError(`${part} uses the unknown codec ${codec}.`);
  const column = { codec, decimals, width, length };
  if (runs === undefined) return { ...column, bytes: unpack(data, length * width, part) };
  const bytes = unpack(data, runs * (width + LENGTH_BYTES), part);
  let sum = 0;
  for (let run = 0; run < runs; run++) sum += codeAt(bytes.subarray(runs * width), runs, LENGTH_BYTES, run);
  if (sum !== length) throw new RunBundleError(`${part} holds ${sum} values, expected ${length}.`);
  return { ...column, bytes, runs };
}

/** The values of a column. */
export function valuesOf(column: PackedColumn): Float64Array {
  const { codec, decimals, width, length, bytes } = column;
  if (codec === DOUBLES) return readDoubles(bytes, length);
  if (column.runs !== undefined) return valuesOfRuns(column, column.runs);
  const values = new Float64Array(length);
  const unit = 10 ** decimals;
  let last = 0;
  // One plain loop for all: decoding is much of what a first card of many tasks waits for, and each loop has to be compiled first.
  for (let i = 0; i < length; i++) {
    const code = codeAt(bytes, length, width, i);
    if (codec === DELTA) last += unzigzag(code);
    values[i] = (codec === DELTA ? last : plainValue(codec, code)) / unit;
  }
  return values;
}

function valuesOfRuns({ codec, decimals, width, length, bytes }: PackedColumn, runs: number): Float64Array {
  const values = new Float64Array(length);
  const lengths = bytes.subarray(runs * width);
  const unit = 10 ** decimals;
  let at = 0;
  let last = 0;
  for (let run = 0; run < runs; run++) {
    const code = codeAt(bytes, runs, width, run);
    const end = at + codeAt(lengths, runs, LENGTH_BYTES, run);
    const step = codec === DELTA ? unzigzag(code) : 0;
    if (step === 0) values.fill((codec === DELTA ? last : plainValue(codec, code)) / unit, at, end);
    else {
      for (let i = at; i < end; i++) {
        last += step;
        values[i] = last / unit;
      }
    }
    at = end;
  }
  return values;
}

function plainValue(codec: number, code: number): number {
  if (code === 0) return Number.NaN;
  return codec === PLAIN ? unzigzag(code - 1) : unquantise(code - 1);
}

/** {@link readColumn} and {@link valuesOf} in one. */
export function decodeColumn(text: string, length: number, part: string): Float64Array {
  return valuesOf(readColumn(text, length, part));
}

function readDoubles(bytes: Uint8Array, length: number): Float64Array {
  const values = new Float64Array(length);
  const view = new DataView(values.buffer);
  for (let i = 0; i < length; i++) {
    for (let plane = 0; plane < 8; plane++) view.setUint8(i * 8 + plane, bytes[plane * length + i]!);
  }
  return values;
}

const isCount = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most;
