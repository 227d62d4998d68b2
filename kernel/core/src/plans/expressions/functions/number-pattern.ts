/** What a number format such as `$99,999.99S` says (Spark's ToNumberParser), for `to_char` and `to_number`. */
export interface NumberFormat {
  /** Digits before and behind the point. */
  readonly whole: number;
  readonly decimals: number;
  /** The format in its elements: `9`, `0`, `,`, `.`, `$`, `S`, `MI`, `PR`. */
  readonly elements: readonly string[];
}

export function numberFormat(pattern: string): NumberFormat {
  const elements = (pattern.toUpperCase().match(/MI|PR|[09$.,DGS]/g) ?? []).map((e) =>
    e === "D" ? "." : e === "G" ? "," : e,
  );
  const point = elements.indexOf(".");
  const digits = (list: readonly string[]): number => list.filter((e) => e === "9" || e === "0").length;
  return {
    elements,
    whole: digits(point < 0 ? elements : elements.slice(0, point)),
    decimals: point < 0 ? 0 : digits(elements.slice(point)),
  };
}
