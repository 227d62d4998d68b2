import { BIAS, ESTIMATES } from "./hyper-log-log-data.js";

export { THRESHOLDS } from "./hyper-log-log-data.js";

/** Neighbours that the bias is interpolated from. */
const NEIGHBOURS = 6;

/** What the registers of a HyperLogLog++ tell; who counts decides between them by {@link THRESHOLDS}. */
export interface HyperLogLogEstimates {
  readonly raw: number;
  /** The raw estimate without its bias: as measured where that is known, else by Ertl's formula, which is as good but not digit by digit Spark's. */
  readonly corrected: number;
  /** By the number of empty registers; undefined when none is empty. */
  readonly linear: number | undefined;
}

/** @param registers 2^p ranks */
export function estimatesOf(registers: ArrayLike<number>, p: number): HyperLogLogEstimates {
  const m = registers.length;
  let inverse = 0;
  let zeros = 0;
  for (let i = 0; i < m; i++) {
    inverse += 2 ** -registers[i]!;
    if (registers[i] === 0) zeros++;
  }
  const raw = (alpha(m) * m * m) / inverse;
  const isKnown = ESTIMATES[p] !== undefined;
  const corrected = raw >= 5 * m ? raw : isKnown ? raw - bias(raw, p) : improvedEstimate(registers, p);
  return { raw, corrected, linear: zeros === 0 ? undefined : m * Math.log(m / zeros) };
}

function alpha(m: number): number {
  if (m === 16) return 0.673;
  if (m === 32) return 0.697;
  return m === 64 ? 0.709 : 0.7213 / (1 + 1.079 / m);
}

/** The mean of the biases of the nearest known estimates; none where none are known. */
function bias(raw: number, p: number): number {
  const [estimates, biases] = [ESTIMATES[p], BIAS[p]];
  if (estimates === undefined || biases === undefined) return 0;
  const after = estimates.findIndex((e) => e >= raw);
  const nearest = after < 0 ? estimates.length : after;
  const distance = (i: number): number => (raw - estimates[i]!) ** 2;
  let low = Math.max(nearest - NEIGHBOURS + 1, 0);
  let high = Math.min(low + NEIGHBOURS, estimates.length);
  while (high < estimates.length && distance(high) < distance(low)) {
    low++;
    high++;
  }
  return biases.slice(low, high).reduce((sum, b) => sum + b, 0) / (high - low);
}

/** Ertl's improved raw estimator (2017), which needs no measured biases. */
function improvedEstimate(registers: ArrayLike<number>, p: number): number {
  const m = registers.length;
  const most = 64 - p;
  const counts = new Array<number>(most + 2).fill(0);
  for (let i = 0; i < m; i++) counts[registers[i]!]!++;
  let z = m * tau(1 - counts[most + 1]! / m);
  for (let rank = most; rank >= 1; rank--) z = 0.5 * (z + counts[rank]!);
  z += m * sigma(counts[0]! / m);
  return (m * m) / (2 * Math.LN2 * z);
}

function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY;
  let [x, y, z] = [share, 1, share];
  for (let last = Number.NaN; z !== last; ) {
    x *= x;
    last = z;
    z += x * y;
    y += y;
  }
  return z;
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [x, y, z] = [share, 1, 1 - share];
  for (let last = Number.NaN; z !== last; ) {
    x = Math.sqrt(x);
    last = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}
