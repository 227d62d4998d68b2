const SIZE = 624;
const M1 = 70;
const M2 = 179;
const M3 = 449;

/** The generator Well19937c of Commons Math, which draws Spark's Poisson samples. */
export class Well19937c {
  private readonly state: Int32Array = new Int32Array(SIZE);
  private index = 0;

  constructor(seed: bigint) {
    const { state } = this;
    state[0] = Number(BigInt.asIntN(32, seed >> 32n));
    state[1] = Number(BigInt.asIntN(32, seed));
    for (let i = 2; i < SIZE; i++) {
      const word = BigInt(state[i - 2]!);
      state[i] = Number(BigInt.asIntN(32, 1812433253n * (word ^ (word >> 30n)) + BigInt(i)));
    }
  }

  /** Uniform in [0, 1), of 52 bits. */
  nextDouble(): number {
    const high = this.next(26);
    return (high * 67108864 + this.next(26)) * 2 ** -52;
  }

  private next(bits: number): number {
    const { state, index } = this;
    const at = (offset: number): number => (index + offset) % SIZE;
    const last = at(SIZE - 1);
    const beforeLast = at(SIZE - 2);
    const v0 = state[index]!;
    const vM1 = state[at(M1)]!;
    const vM2 = state[at(M2)]!;
    const vM3 = state[at(M3)]!;
    const z0 = (0x80000000 & state[last]!) ^ (0x7fffffff & state[beforeLast]!);
    const z1 = v0 ^ (v0 << 25) ^ (vM1 ^ (vM1 >>> 27));
    const z2 = (vM2 >>> 9) ^ (vM3 ^ (vM3 >>> 1));
    const z3 = z1 ^ z2;
    let z4 = z0 ^ (z1 ^ (z1 << 9)) ^ (z2 ^ (z2 << 21)) ^ (z3 ^ (z3 >>> 21));
    state[index] = z3;
    state[last] = z4;
    state[beforeLast] = state[beforeLast]! & 0x80000000;
    this.index = last;
    // Matsumoto and Kurita's tempering.
    z4 ^= (z4 << 7) & 0xe46e1700;
    z4 ^= (z4 << 15) & 0x9b868000;
    return z4 >>> (32 - bits);
  }
}
