/**
 * A parsed JSON value that keeps what `JSON.parse` loses and Spark needs: numbers as they are written (1 is a long, 1.0 a double, 64-bit
 * integers are exact), the order and repetition of fields, and the raw text of objects and arrays (read as a string column).
 */
export type JsonNode =
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "array"; readonly items: readonly JsonNode[]; readonly raw: string }
  | { readonly kind: "object"; readonly fields: readonly JsonField[]; readonly raw: string };

export interface JsonField {
  readonly name: string;
  readonly value: JsonNode;
}
