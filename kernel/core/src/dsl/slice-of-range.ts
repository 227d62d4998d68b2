/** The numbers of one slice, made as they are asked for: a range of billions takes no memory. */
export function* sliceOfRange(
  start: number,
  end: number,
  step: number,
  slice: number,
  numSlices: number,
): Iterable<number> {
  const count = Math.max(0, Math.ceil((end - start) / step));
  const last = Math.floor(((slice + 1) * count) / numSlices);
  for (let i = Math.floor((slice * count) / numSlices); i < last; i++) yield start + i * step;
}
