/** Jupyter counts a cursor's position in Unicode code points, JavaScript in UTF-16 units. */
export function toUtf16(text: string, codePoints: number): number {
  let offset = 0;
  for (let count = 0; count < codePoints && offset < text.length; count++) {
    offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
  }
  return offset;
}

/** The reverse of {@link toUtf16}. */
export function toCodePoints(text: string, offset: number): number {
  return [...text.slice(0, offset)].length;
}
