import type { StructType } from "@stageplay/core";
import { expect } from "vitest";
import { simpleType } from "./plain-value.js";

/** A column as a record describes it. */
export interface FieldRecord {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** Name, type and nullability of a column are those of the record. */
export function checkField(schema: StructType, ordinal: number, { name, type, nullable }: FieldRecord): void {
  const field = schema.fields[ordinal]!;
  expect([field.name, simpleType(field.dataType), field.nullable]).toEqual([name, type, nullable]);
}
