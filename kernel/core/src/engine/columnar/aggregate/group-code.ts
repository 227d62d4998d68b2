import { isLongLike } from "../../../types/column-vector.js";
import type { FunctionCode } from "../code/function-code.js";
import { either, NEVER, presentValue, type ValueCode } from "../code/value-code.js";
import { hashDouble, type SlotLayout } from "./group-state.js";

/** A mixing constant of multiplicative hashing: 2³² divided by the golden ratio. */
const GOLDEN = "0x9e3779b1";

/** How key values are kept, one slot a key; after them, one bit a key for nulls. */
export function keySlots(keys: readonly ValueCode["kind"][]): readonly SlotLayout[] {
  if (keys.length === 0) return [];
  const slots = keys.map((kind): SlotLayout => ({ kind: kind === "double" ? "double" : "int", initial: 0 }));
  return [...slots, { kind: "int", initial: 0 }];
}

/** A key value as a number that is equal where keys are equal; 0 for null. */
export function keyNumber(key: ValueCode, interner: string, fn: FunctionCode): string {
  const x = fn.fresh("key");
  const present = numberOf(key, interner);
  if (key.kind === "string") {
    const codes = fn.fresh("codes");
    fn.before(`const ${codes} = ${interner}.translate(${key.dictionary});`);
    fn.line(`let ${x} = ${nullable(key, key.value)};`);
    fn.block(`if (${codes} !== null${key.isNull === NEVER ? "" : ` && !${key.isNull}`})`, () => {
      fn.line(`const known = ${codes}[${x}];`);
      fn.line(`${x} = known >= 0 ? known : ${interner}.code(${x});`);
    });
  } else fn.line(`const ${x} = ${nullable(key, present)};`);
  return x;
}

const nullable = ({ isNull }: ValueCode, value: string): string =>
  isNull === NEVER ? value : `${isNull} ? 0 : ${value}`;

function numberOf(key: ValueCode, interner: string): string {
  switch (key.kind) {
    case "boolean":
      return `(${key.value} ? 1 : 0)`;
    case "any":
      return `${interner}.${key.type.kind === "string" ? "text" : "any"}(${presentValue(key)})`;
    case "double":
      return isLongLike(key.type) && key.mayBeBig ? `${interner}.long(${key.value})` : key.value;
    default:
      return key.value;
  }
}

/** Which keys are null, a bit each. */
export function nullBits(keys: readonly ValueCode[], fn: FunctionCode): string {
  const bits = keys.flatMap(({ isNull }, i) => (isNull === NEVER ? [] : [`(${isNull} ? ${2 ** (i % 31)} : 0)`]));
  if (bits.length === 0) return "0";
  const name = fn.fresh("nulls");
  fn.line(`const ${name} = ${bits.join(" | ")};`);
  return name;
}

/** The hash of key numbers. */
export function hashCode(
  keys: readonly ValueCode[],
  numbers: readonly string[],
  nulls: string,
  fn: FunctionCode,
): string {
  const hash = fn.fresh("hash");
  fn.line(`let ${hash} = ${nulls};`);
  numbers.forEach((x, i) => {
    const whole = keys[i]!.kind !== "double";
    const part = whole ? x : `((${x} | 0) === ${x} ? ${x} | 0 : ${fn.constant(hashDouble)}(${x}))`;
    fn.line(`${hash} = Math.imul(${hash} ^ ${part}, ${GOLDEN});`);
    fn.line(`${hash} ^= ${hash} >>> 15;`);
  });
  return hash;
}

/** Whether a table's entry has these keys; NaN is equal to itself. */
export function sameKeys(keys: readonly ValueCode[], numbers: readonly string[], at: (key: number) => string): string {
  return numbers
    .map((x, i) => {
      const stored = at(i);
      const floating = keys[i]!.type.kind === "double" || keys[i]!.type.kind === "float";
      return floating ? `(${stored} === ${x} || (${x} !== ${x} && ${stored} !== ${stored}))` : `${stored} === ${x}`;
    })
    .join(" && ");
}

/**
 * Finds the group of the current row, or adds it, and gives the variable of its number. Slots 0 … k of the state are the keys' own.
 *
 * @param reload reads the arrays of the state again after a group was added
 */
export function groupCode(keys: readonly ValueCode[], reload: () => void, fn: FunctionCode): string {
  if (keys.length === 0) return "0";
  const numbers = keys.map((key, i) => {
    const interner = `interner${i}`;
    fn.before(`const ${interner} = state.interners[${i}];`, [interner]);
    return keyNumber(key, interner, fn);
  });
  const group = fn.fresh("group");
  const nulls = nullBits(keys, fn);
  const store = (): void => {
    numbers.forEach((x, i) => {
      fn.line(`slot${i}[${group}] = ${x};`);
    });
    fn.line(`slot${keys.length}[${group}] = ${nulls};`);
  };
  // A single key of text is found by its code.
  if (keys.length === 1 && keys[0]!.type.kind === "string") {
    const [key, x] = [keys[0]!, numbers[0]!];
    fn.before(`let direct = state.reserveDirect(${key.kind === "string" ? `${key.dictionary}.size + 1` : "1"});`);
    const entry = fn.fresh("entry");
    fn.line(`const ${entry} = ${key.isNull === NEVER ? "" : `${key.isNull} ? 0 : `}${x} + 1;`);
    fn.line(`if (${entry} >= direct.length) direct = state.reserveDirect(${entry} + 1);`);
    fn.line(`let ${group} = direct[${entry}] - 1;`);
    fn.block(`if (${group} < 0)`, () => {
      fn.line(`${group} = state.addDirect(${entry});`);
      reload();
      store();
    });
    return group;
  }
  const dense = denseKey(keys);
  if (dense === undefined) {
    fn.line(`let ${group} = 0;`);
    writeProbe(keys, numbers, nulls, group, reload, store, fn);
    return group;
  }
  // A single key of whole numbers is found by its number while they lie close together.
  fn.before(`const isDense = state.reserveRange(batch.columns[${dense}].values, batch.numRows);`);
  fn.before("const direct = state.direct, least = state.least - 1;");
  fn.line(`let ${group} = 0;`);
  fn.block("if (isDense)", () => {
    const entry = fn.fresh("entry");
    fn.line(`const ${entry} = ${keys[0]!.isNull === NEVER ? "" : `${keys[0]!.isNull} ? 0 : `}${numbers[0]} - least;`);
    fn.line(`${group} = direct[${entry}] - 1;`);
    fn.block(`if (${group} < 0)`, () => {
      fn.line(`${group} = state.addDirect(${entry});`);
      reload();
      store();
    });
  });
  fn.block("else", () => writeProbe(keys, numbers, nulls, group, reload, store, fn));
  return group;
}

/** The input column that is the single key, when it holds whole numbers of 32 bits. */
function denseKey([key, ...others]: readonly ValueCode[]): number | undefined {
  return others.length === 0 && key!.kind === "int" && key!.isTyped === true ? key!.column : undefined;
}

/** Looks for the group in the table by hash, or adds it there. */
function writeProbe(
  keys: readonly ValueCode[],
  numbers: readonly string[],
  nulls: string,
  group: string,
  reload: () => void,
  store: () => void,
  fn: FunctionCode,
): void {
  const hash = hashCode(keys, numbers, nulls, fn);
  fn.before("let slots = state.slots, mask = state.mask;");
  fn.block(`for (let at = ${hash} & mask; ; at = (at + 1) & mask)`, () => {
    fn.line(`${group} = slots[at] - 1;`);
    fn.block(`if (${group} < 0)`, () => {
      fn.line(`${group} = state.add(${hash});`);
      fn.line("slots = state.slots;");
      fn.line("mask = state.mask;");
      reload();
      store();
      fn.line("break;");
    });
    const same = sameKeys(keys, numbers, (i) => `slot${i}[${group}]`);
    fn.line(`if (${same} && slot${keys.length}[${group}] === ${nulls}) break;`);
  });
}

/** Whether some key is null. */
export function anyNull(keys: readonly ValueCode[]): string {
  return keys.reduce((all, { isNull }) => either(all, isNull), NEVER);
}
