import type { DataType, InternalRow } from "../../types/data-type.js";
import { utf8Encode } from "../../types/utf8.js";

/** Bytes that grow as rows are written, little-endian. */
export class RowBuffer {
  bytes: Uint8Array = new Uint8Array(1 << 16);
  private view: DataView = new DataView(this.bytes.buffer);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Appends `count` zero bytes and gives their position. */
  take(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.bytes.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.bytes.subarray(0, at));
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    this.bytes.fill(0, at, this.length);
    return at;
  }

  setBigEndianInt(at: number, value: number): void {
    this.view.setInt32(at, value);
  }

  setInt(at: number, value: number): void {
    this.view.setInt32(at, value, true);
  }

  setLong(at: number, value: number | bigint): void {
    if (typeof value === "bigint") {
      this.view.setBigInt64(at, value, true);
      return;
    }
    this.view.setInt32(at, value | 0, true);
    this.view.setInt32(at + 4, Math.floor(value / 2 ** 32), true);
  }

  setFloat(at: number, value: number): void {
    this.view.setFloat32(at, value, true);
  }

  setDouble(at: number, value: number): void {
    this.view.setFloat64(at, value, true);
  }

  setNull(bits: number, index: number): void {
    this.bytes[bits + (index >> 3)]! |= 1 << (index & 7);
  }
}

/** Writes a value into its slot; `base` is where the offsets of the row count from. */
export type SlotWriter = (buffer: RowBuffer, slot: number, value: never, base: number) => void;

const words = (bytes: number): number => Math.ceil(bytes / 8) * 8;

function fixedWriter(type: DataType): SlotWriter | undefined {
  switch (type.kind) {
    case "boolean":
      return (buffer, slot, value: boolean) => {
        buffer.bytes[slot] = value ? 1 : 0;
      };
    case "byte":
      return (buffer, slot, value: number) => {
        buffer.bytes[slot] = value;
      };
    case "short":
      return (buffer, slot, value: number) => {
        buffer.bytes[slot] = value;
        buffer.bytes[slot + 1] = value >> 8;
      };
    case "integer":
    case "date":
      return (buffer, slot, value: number) => buffer.setInt(slot, value);
    case "float":
      return (buffer, slot, value: number) => buffer.setFloat(slot, value);
    case "double":
      return (buffer, slot, value: number) => buffer.setDouble(slot, value);
    case "long":
    case "timestamp":
      return (buffer, slot, value: number | bigint) => buffer.setLong(slot, value);
    case "decimal":
      return type.precision <= 18 ? (buffer, slot, value: number | bigint) => buffer.setLong(slot, value) : undefined;
    default:
      return undefined;
  }
}

/** Bytes behind the row, named by offset and size in the slot. */
function appended(write: (buffer: RowBuffer, value: never) => void): SlotWriter {
  return (buffer, slot, value, base) => {
    const at = buffer.length;
    write(buffer, value);
    const size = buffer.length - at;
    buffer.take(words(size) - size);
    buffer.setInt(slot, size);
    buffer.setInt(slot + 4, at - base);
  };
}

function writeBytes(buffer: RowBuffer, bytes: Uint8Array): void {
  buffer.bytes.set(bytes, buffer.take(bytes.length));
}

/** How values of a type that are not null are written. */
export function slotWriter(type: DataType): SlotWriter {
  const fixed = fixedWriter(type);
  if (fixed !== undefined) return fixed;
  switch (type.kind) {
    case "string":
      return appended((buffer, text: string) => {
        const at = buffer.take(text.length);
        for (let i = 0; i < text.length; i++) {
          const unit = text.charCodeAt(i);
          if (unit >= 0x80) {
            buffer.length = at;
            writeBytes(buffer, utf8Encode(text));
            return;
          }
          buffer.bytes[at + i] = unit;
        }
      });
    case "binary":
      return appended(writeBytes);
    case "decimal":
      return appended((buffer, value: number | bigint) => {
        const at = buffer.take(16);
        buffer.setLong(at, value);
      });
    case "array":
      return appended(arrayWriter(type.elementType));
    case "map": {
      const [keys, values] = [arrayWriter(type.keyType), arrayWriter(type.valueType)];
      return appended((buffer, map: Map<unknown, unknown>) => {
        buffer.take(8);
        keys(buffer, [...map.keys()] as never);
        values(buffer, [...map.values()] as never);
      });
    }
    case "struct":
      return appended(unsafeRowWriter(type.fields.map((f) => f.dataType)) as (b: RowBuffer, value: never) => void);
    default:
      return () => {};
  }
}

const ELEMENT_BYTES: Readonly<Record<string, number>> = {
  boolean: 1,
  byte: 1,
  short: 2,
  integer: 4,
  date: 4,
  float: 4,
};

function arrayWriter(elementType: DataType): (buffer: RowBuffer, values: never) => void {
  const width = ELEMENT_BYTES[elementType.kind] ?? 8;
  const write = slotWriter(elementType);
  return (buffer, values: readonly unknown[]) => {
    const base = buffer.take(8 + Math.ceil(values.length / 64) * 8);
    buffer.setLong(base, values.length);
    const slots = buffer.take(words(values.length * width));
    for (const [i, value] of values.entries()) {
      if (value === null) buffer.setNull(base + 8, i);
      else write(buffer, slots + i * width, value as never, base);
    }
  };
}

/** Appends rows in Spark's UnsafeRow format: null bits, a slot of 8 bytes a field, then what does not fit in a slot. */
export function unsafeRowWriter(types: readonly DataType[]): (buffer: RowBuffer, row: InternalRow) => void {
  const nullBytes = Math.ceil(types.length / 64) * 8;
  const writers = types.map(slotWriter);
  return (buffer, row) => {
    const base = buffer.take(nullBytes + 8 * types.length);
    for (let i = 0; i < writers.length; i++) {
      const value = row[i];
      if (value === null) buffer.setNull(base, i);
      else writers[i]!(buffer, base + nullBytes + 8 * i, value as never, base);
    }
  };
}
