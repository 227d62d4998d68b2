/** A value that stands for `g` values up to it, with `delta` more uncertain. */
export type Sample = readonly [value: number, g: number, delta: number];

/** A sketch of sorted numbers (Greenwald and Khanna), as plain data: what was not sorted in yet, the samples, how many values. */
export interface QuantileSketch {
  readonly head: number[];
  samples: readonly Sample[];
  count: number;
}

/** Values that wait before they are sorted in, and samples at which the sketch is compressed: Spark's own bounds. */
const HEAD_SIZE = 50_000;
const COMPRESS_THRESHOLD = 10_000;

export const emptySketch = (): QuantileSketch => ({ head: [], samples: [], count: 0 });

/** Adds a value, as Spark's `QuantileSummaries.insert` does. */
export function insert(sketch: QuantileSketch, value: number, relativeError: number): void {
  sketch.head.push(value);
  if (sketch.head.length < HEAD_SIZE) return;
  flush(sketch, relativeError);
  if (sketch.samples.length >= COMPRESS_THRESHOLD) compress(sketch, relativeError);
}

/** Sorts the waiting values in. */
function flush(sketch: QuantileSketch, relativeError: number): void {
  if (sketch.head.length === 0) return;
  const sorted = sketch.head.splice(0).sort((a, b) => a - b);
  const samples: Sample[] = [];
  let next = 0;
  sorted.forEach((value, i) => {
    while (next < sketch.samples.length && sketch.samples[next]![0] <= value) samples.push(sketch.samples[next++]!);
    sketch.count++;
    const isEnd = samples.length === 0 || (next === sketch.samples.length && i === sorted.length - 1);
    samples.push([value, 1, isEnd ? 0 : Math.floor(2 * relativeError * sketch.count)]);
  });
  sketch.samples = [...samples, ...sketch.samples.slice(next)];
}

/** Joins samples that the error allows to be one. */
export function compress(sketch: QuantileSketch, relativeError: number): void {
  flush(sketch, relativeError);
  sketch.samples = compressed(sketch.samples, 2 * relativeError * sketch.count);
}

function compressed(samples: readonly Sample[], threshold: number): readonly Sample[] {
  const last = samples.at(-1);
  if (last === undefined) return samples;
  const result: Sample[] = [];
  let head = last;
  for (let i = samples.length - 2; i >= 1; i--) {
    const sample = samples[i]!;
    if (sample[1] + head[1] + head[2] < threshold) head = [head[0], head[1] + sample[1], head[2]];
    else {
      result.push(head);
      head = sample;
    }
  }
  result.push(head);
  const first = samples[0]!;
  if (first[0] <= head[0] && samples.length > 1) result.push(first);
  return result.reverse();
}

/** Both sketches, which must be compressed, as one. */
export function mergeSketches(a: QuantileSketch, b: QuantileSketch, relativeError: number): QuantileSketch {
  if (b.count === 0) return a;
  if (a.count === 0) return b;
  const fromA = Math.floor(2 * relativeError * b.count);
  const fromB = Math.floor(2 * relativeError * a.count);
  const merged: Sample[] = [];
  let [i, j] = [0, 0];
  while (i < a.samples.length && j < b.samples.length) {
    const takeA = a.samples[i]![0] < b.samples[j]![0];
    const [value, g, delta] = takeA ? a.samples[i]! : b.samples[j]!;
    const more = takeA ? (j > 0 ? fromA : 0) : i > 0 ? fromB : 0;
    if (takeA) i++;
    else j++;
    merged.push([value, g, delta + more]);
  }
  merged.push(...a.samples.slice(i), ...b.samples.slice(j));
  const count = a.count + b.count;
  return { head: [], samples: compressed(merged, 2 * relativeError * count), count };
}

/** The values at the given parts of the sorted ones; undefined for an empty sketch. */
export function query(sketch: QuantileSketch, parts: readonly number[], relativeError: number): number[] | undefined {
  const { samples, count } = sketch;
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const targetError = samples.reduce((most, [, g, delta]) => Math.max(most, g + delta), 0) / 2;
  return parts.map((part) => {
    if (part <= relativeError || samples.length === 1) return first[0];
    if (part >= 1 - relativeError) return last[0];
    const rank = Math.ceil(part * count);
    let minRank = 0;
    for (const [value, g, delta] of samples) {
      minRank += g;
      if (minRank + delta - targetError <= rank && rank <= minRank + targetError) return value;
    }
    return last[0];
  });
}
