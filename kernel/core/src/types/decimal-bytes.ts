/** Two's complement, big-endian, as few bytes as hold the sign (Java's `BigInteger.toByteArray`). */
export function bigEndian(value: bigint): Uint8Array {
  let length = 1;
  while (BigInt.asIntN(8 * length, value) !== value) length++;
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[length - 1 - i] = Number((value >> BigInt(8 * i)) & 0xffn);
  return bytes;
}
