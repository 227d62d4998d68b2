import type { Column } from "../column.js";
import { type ColumnOrName, call } from "./call.js";
import { lit } from "./column.js";

/** The absolute value. */
export function abs(c: ColumnOrName): Column {
  return call("abs", c);
}

/**
 * Rounded half up to `scale` decimals; a negative scale rounds to tens, hundreds, …
 * @example await df.limit(1).select(round(lit(2.345), 2).as("r")).first(); // { r: 2.35 }
 */
export function round(c: ColumnOrName, scale = 0): Column {
  return call("round", c, lit(scale));
}

/** The largest whole number not above: a long. */
export function floor(c: ColumnOrName): Column {
  return call("floor", c);
}

/** The smallest whole number not below: a long. */
export function ceil(c: ColumnOrName): Column {
  return call("ceil", c);
}

/** The square root, NaN of a negative number. */
export function sqrt(c: ColumnOrName): Column {
  return call("sqrt", c);
}

/** `base` to the power `exponent`. @example df.select(pow("quantity", 2)) */
export function pow(base: ColumnOrName, exponent: ColumnOrName | number): Column {
  return call("power", base, typeof exponent === "number" ? lit(exponent) : exponent);
}

/** e to the power of the value. */
export function exp(c: ColumnOrName): Column {
  return call("exp", c);
}

/** The natural logarithm, null of a number that is not positive. */
export function log(c: ColumnOrName): Column {
  return call("ln", c);
}

/**
 * The remainder that is never negative (for a positive divisor).
 * @example await df.limit(1).select(pmod(lit(-7), lit(3)).as("m")).first(); // { m: 2 }
 */
export function pmod(dividend: ColumnOrName, divisor: ColumnOrName): Column {
  return call("pmod", dividend, divisor);
}

/** Rounded half to even to `scale` decimals. @example await df.limit(1).select(bround(lit(2.5)).as("r")).first(); // { r: 2 } */
export function bround(c: ColumnOrName, scale = 0): Column {
  return call("bround", c, lit(scale));
}

/** −1, 0 or 1 by the sign: a double. */
export function signum(c: ColumnOrName): Column {
  return call("signum", c);
}

/** The cube root. */
export function cbrt(c: ColumnOrName): Column {
  return call("cbrt", c);
}

/** The logarithm to base 10, null of a number that is not positive. */
export function log10(c: ColumnOrName): Column {
  return call("log10", c);
}

/** The logarithm to base 2, null of a number that is not positive. */
export function log2(c: ColumnOrName): Column {
  return call("log2", c);
}

/** The sine of an angle in radians. */
export function sin(c: ColumnOrName): Column {
  return call("sin", c);
}

/** The cosine of an angle in radians. */
export function cos(c: ColumnOrName): Column {
  return call("cos", c);
}

/** The tangent of an angle in radians. */
export function tan(c: ColumnOrName): Column {
  return call("tan", c);
}

/** An angle in radians as degrees. */
export function degrees(c: ColumnOrName): Column {
  return call("degrees", c);
}

/** An angle in degrees as radians. */
export function radians(c: ColumnOrName): Column {
  return call("radians", c);
}

/**
 * A random number in [0, 1) for each row, by Spark's generator: the same seed gives Spark's numbers.
 * @param seed 0 when left out, so that a program always gives the same
 * @example df.withColumn("r", rand(7))
 */
export function rand(seed = 0): Column {
  return call("rand", lit(seed));
}

/** A random number of mean 0 and deviation 1 for each row, by Spark's generator. @example df.withColumn("noise", randn(7)) */
export function randn(seed = 0): Column {
  return call("randn", lit(seed));
}

/** The bits moved to the left. */
export function shiftleft(c: ColumnOrName, bits: number): Column {
  return call("shiftleft", c, lit(bits));
}

/** The bits moved to the right, the sign kept. */
export function shiftright(c: ColumnOrName, bits: number): Column {
  return call("shiftright", c, lit(bits));
}

/** The bits moved to the right, filled up with zeros. */
export function shiftrightunsigned(c: ColumnOrName, bits: number): Column {
  return call("shiftrightunsigned", c, lit(bits));
}

/** All bits turned. */
export function bitwise_not(c: ColumnOrName): Column {
  return call("~", c);
}
