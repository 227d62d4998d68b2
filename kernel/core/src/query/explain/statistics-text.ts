const UNITS: readonly string[] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

/** Statistics as plans print them: `Statistics(sizeInBytes=70.3 KiB, rowCount=1.00E+3)`. */
export function statisticsText({
  sizeInBytes,
  rowCount,
}: {
  readonly sizeInBytes: number;
  readonly rowCount?: number;
}): string {
  const rows = rowCount === undefined ? "" : `, rowCount=${threeDigits(rowCount)}`;
  return `Statistics(sizeInBytes=${bytesText(sizeInBytes)}${rows})`;
}

/** A size in the largest unit of which there are at least two, as Spark's `bytesToString`; beyond all units in powers of ten. */
function bytesText(bytes: number): string {
  if (bytes >= 2 ** 71) return `${threeDigits(bytes)} B`;
  let unit = 0;
  while (unit < UNITS.length - 1 && bytes >= 2 * 1024 ** (unit + 1)) unit++;
  return `${(bytes / 1024 ** unit).toFixed(1)} ${UNITS[unit]}`;
}

/** As a BigDecimal of three digits prints: `36`, `1.00E+3`. */
function threeDigits(value: number): string {
  if (value < 1000) return String(value);
  const [digits, exponent] = value.toExponential(2).split("e");
  return `${digits}E${exponent}`;
}
