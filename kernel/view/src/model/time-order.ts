/**
 * The indices of `times` in ascending order of time; equal times keep their order. Times are finite and not negative.
 *
 * A comparison sort of indices takes a quarter of a second for 100,000 tasks: this is a radix sort over the bits of the doubles, which order
 * as their values do. A column that is in order already, launches for instance, costs one look.
 *
 * @example
 * timeOrder(Float64Array.of(3, 1, 2)); // Uint32Array [1, 2, 0]
 */
export function timeOrder(times: Float64Array): Uint32Array {
  const count = times.length;
  let from = Uint32Array.from({ length: count }, (_, i) => i);
  if (isAscending(times)) return from;
  // -0 has the sign bit set and would come last.
  const bits = new Uint16Array(Float64Array.from(times, (time) => time + 0).buffer);
  let to = new Uint32Array(count);
  const at = new Uint32Array(65_537);
  for (let word = 0; word < 4; word++) {
    at.fill(0);
    for (let i = 0; i < count; i++) at[bits[4 * i + word]! + 1]!++;
    for (let digit = 0; digit < 65_536; digit++) at[digit + 1]! += at[digit]!;
    for (let i = 0; i < count; i++) {
      const index = from[i]!;
      to[at[bits[4 * index + word]!]!++] = index;
    }
    [from, to] = [to, from];
  }
  return from;
}

function isAscending(times: Float64Array): boolean {
  for (let i = 1; i < times.length; i++) if (times[i]! < times[i - 1]!) return false;
  return true;
}
