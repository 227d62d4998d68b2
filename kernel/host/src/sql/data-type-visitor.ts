import {
  AnalysisException,
  arrayType,
  BinaryType,
  BooleanType,
  ByteType,
  type DataType,
  DateType,
  DoubleType,
  decimalType,
  FloatType,
  IntegerType,
  LongType,
  mapType,
  NullType,
  ShortType,
  type SparkError,
  StringType,
  type StructField,
  structField,
  structType,
  TimestampType,
} from "@stageplay/core";
import type { ComplexColTypeContext, DataTypeContext } from "dt-sql-parser/dist/lib/spark/SparkSqlParser.js";
import { identifierText } from "./identifiers.js";

const PLAIN: Readonly<Record<string, DataType>> = {
  BOOLEAN: BooleanType,
  TINYINT: ByteType,
  BYTE: ByteType,
  SMALLINT: ShortType,
  SHORT: ShortType,
  INT: IntegerType,
  INTEGER: IntegerType,
  BIGINT: LongType,
  LONG: LongType,
  FLOAT: FloatType,
  REAL: FloatType,
  DOUBLE: DoubleType,
  DATE: DateType,
  TIMESTAMP: TimestampType,
  TIMESTAMP_LTZ: TimestampType,
  STRING: StringType,
  BINARY: BinaryType,
  VOID: NullType,
};

/** Our data type for a parsed type name. */
export function visitDataType(ctx: DataTypeContext): DataType {
  const [first, second] = ctx.dataType();
  if (ctx.KW_ARRAY() && first) return arrayType(visitDataType(first));
  if (ctx.KW_MAP() && first && second) return mapType(visitDataType(first), visitDataType(second));
  if (ctx.KW_STRUCT()) return structType(ctx.complexColType().map(structFieldOf));
  const name = (ctx.type()?.getText() ?? ctx.getText()).toUpperCase();
  const parameters = ctx.INTEGER_VALUE().map((value) => Number(value.getText()));
  if (["DECIMAL", "DEC", "NUMERIC"].includes(name))
    return checkedDecimal(parameters[0] ?? 10, parameters[1] ?? 0, parameters);
  // A length limits what may be written to a table; values are plain strings (`char` pads only in tables, too).
  if (["VARCHAR", "CHAR", "CHARACTER"].includes(name) && parameters.length === 1) return StringType;
  const plain = PLAIN[name];
  if (plain && parameters.length === 0) return plain;
  if (name in EXAMPLES) throw incomplete(name);
  const words = (ctx.children ?? []).map((child) => child.getText());
  throw unsupportedType(words.join(ctx.type() ? "" : " ").toUpperCase());
}

function structFieldOf(field: ComplexColTypeContext): StructField {
  return structField(identifierText(field.identifier()), visitDataType(field.dataType()), field.KW_NOT() === null);
}

function checkedDecimal(precision: number, scale: number, parameters: readonly number[]): DataType {
  if (parameters.length > 2) throw unsupportedType(`DECIMAL(${parameters.join(",")})`);
  if (precision > 38) {
    throw new AnalysisException({
      condition: "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION",
      message: `Decimal precision ${precision} exceeds max precision 38.`,
      nextStep: "Use at most 38 digits, for example decimal(38,2).",
    });
  }
  if (scale > precision) {
    throw new AnalysisException({
      condition: "DECIMAL_SCALE_EXCEEDS_PRECISION",
      message: `Decimal scale (${scale}) cannot be greater than precision (${precision}).`,
      nextStep: "Precision counts all digits, scale those after the point: decimal(10,2).",
    });
  }
  return decimalType(precision, scale);
}

const EXAMPLES: Readonly<Record<string, string>> = {
  ARRAY: "array<int>",
  MAP: "map<string,int>",
  STRUCT: "struct<name:string,qty:int>",
};

function incomplete(name: string): SparkError {
  return new AnalysisException({
    condition: `INCOMPLETE_TYPE_DEFINITION.${name}`,
    message: `Incomplete complex type: The definition of "${name}" type is incomplete.`,
    nextStep: `Say what it holds, for example ${EXAMPLES[name]}.`,
  });
}

function unsupportedType(name: string): SparkError {
  return new AnalysisException({
    condition: "UNSUPPORTED_DATATYPE",
    message: `Unsupported data type "${name}".`,
    nextStep:
      "Use one of boolean, tinyint, smallint, int, bigint, float, double, decimal(p,s), string, binary, date, timestamp, array<…>, map<…,…>, struct<…>.",
  });
}
