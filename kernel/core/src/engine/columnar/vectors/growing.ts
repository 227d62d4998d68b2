/** Arrays that grow as generated functions append to them. */
export function growInt32(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}

export function growFloat64(array: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(length);
  larger.set(array);
  return larger;
}

export function growUint8(array: Uint8Array, length: number): Uint8Array {
  const larger = new Uint8Array(length);
  larger.set(array);
  return larger;
}
