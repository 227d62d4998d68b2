import { pack, unpack } from "./deflate.js";
import { RunBundleError } from "./run-bundle.js";

/**
 * One column of numbers as one string, `codec.width.decimals.data`: the number of the codec, bytes a value, decimals, and
 * the deflated values as base64. Integers are stored as byte planes (all lowest bytes first, and so on), which deflate likes.
 */
interface ColumnCodec {
  /** Numbers to non-negative integers that are small when the data is regular. */
  readonly forward: (values: Float64Array) => Float64Array;
  readonly backward: (codes: Float64Array) => Float64Array;
}

const zigzag = (value: number): number => (value >= 0 ? value * 2 : value * -2 - 1);
const unzigzag = (code: number): number => (code % 2 === 0 ? code / 2 : -(code + 1) / 2);

/** The integer codecs by number; a column is stored with whichever gives the shortest string. */
const CODECS: readonly ColumnCodec[] = [
  // 0 plain; NaN ("not known", a running task's end) is code 0
  {
    forward: (values) => values.map((value) => (Number.isNaN(value) ? 0 : zigzag(value) + 1)),
    backward: (codes) => codes.map((code) => (code === 0 ? Number.NaN : unzigzag(code - 1))),
  },
  // 1 difference to the value before (no NaN)
  {
    forward: (values) => values.map((value, i) => zigzag(value - (i === 0 ? 0 : values[i - 1]!))),
    backward: (codes) => {
      let last = 0;
      return codes.map((code) => {
        last += unzigzag(code);
        return last;
      });
    },
  },
  // 2 seven significant binary digits, an error of at most 0.8 %; NaN is code 0
  {
    forward: (values) => values.map((value) => (Number.isNaN(value) ? 0 : quantise(Math.max(0, value)) + 1)),
    backward: (codes) => codes.map((code) => (code === 0 ? Number.NaN : unquantise(code - 1))),
  },
];
const PLAIN = 0;
const DELTA = 1;
const QUANTISED = 2;
/** Doubles as they are, byte planes of their eight bytes: for values that no decimal scale gives exactly. */
const DOUBLES = 255;
/** `decimals` of a scaled column: values are integers divided by 10 to this power. */
const MOST_DECIMALS = 6;

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
  return write(codec, decimals, CODECS[codec]!.forward(integers));
}

const TRIAL_VALUES = 8192;

/** Whether values or their differences deflate better, tried on the first ones. */
function shorterCodec(integers: Float64Array): number {
  const trial = integers.subarray(0, TRIAL_VALUES);
  const length = (codec: number): number => write(codec, 0, CODECS[codec]!.forward(trial)).length;
  return length(DELTA) < length(PLAIN) ? DELTA : PLAIN;
}

/**
 * A column of sizes, counts or times to about one percent; below 128 units to half a unit.
 *
 * @param decimals the unit is 10 to minus this: 3 for milliseconds kept to a microsecond.
 */
export function encodeQuantised(values: ArrayLike<number>, decimals = 0): string {
  const units = Float64Array.from(values, (value) => value * 10 ** decimals);
  return write(QUANTISED, decimals, CODECS[QUANTISED]!.forward(units));
}

function write(codec: number, decimals: number, codes: Float64Array): string {
  let most = 0;
  for (const code of codes) if (code > most) most = code;
  let width = 1;
  while (most >= 256 ** width) width++;
  const bytes = new Uint8Array(codes.length * width);
  for (let i = 0; i < codes.length; i++) {
    let rest = codes[i]!;
    for (let plane = 0; plane < width; plane++) {
      bytes[plane * codes.length + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }
  return `${header(codec, width, decimals)}.${pack(bytes)}`;
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

/**
 * The `length` values of an encoded column.
 *
 * @throws RunBundleError when the text is not such a column or has another length. `part` names the column.
 */
export function decodeColumn(text: string, length: number, part: string): Float64Array {
  const [codecText, widthText, decimalsText, data] = text.split(".");
  const codec = Number(codecText);
  const width = Number(widthText);
  const decimals = Number(decimalsText);
  if (
    data === undefined ||
    !isCount(width, 8) ||
    width < 1 ||
    !isCount(decimals, MOST_DECIMALS) ||
    !isCount(codec, 255)
  ) {
    throw new RunBundleError(`${part} has no readable header.`);
  }
  const bytes = unpack(data, length * width, part);
  if (codec === DOUBLES && width === 8) return readDoubles(bytes, length);
  const known = CODECS[codec];
  if (known === undefined) throw new RunBundleError(`${part} uses the unknown codec ${codec}.`);
  const codes = new Float64Array(length);
  for (let plane = width - 1; plane >= 0; plane--) {
    for (let i = 0; i < length; i++) codes[i] = codes[i]! * 256 + bytes[plane * length + i]!;
  }
  const values = known.backward(codes);
  // A plain loop: this is most of what a first card of many tasks waits for.
  const unit = 10 ** decimals;
  if (unit > 1) for (let i = 0; i < length; i++) values[i] = values[i]! / unit;
  return values;
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
