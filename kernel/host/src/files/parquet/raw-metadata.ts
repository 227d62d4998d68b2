import { type FileMetaData, parquetSchema, type SchemaElement } from "hyparquet";
import { isList, isText } from "./parquet-schema.js";

/**
 * The same metadata with the annotations left out that hyparquet would act upon: it makes decimals inexact, dates and timestamps into
 * `Date`s, and the keys of maps into strings. Without them it gives the stored integers and bytes, and `heldColumn` does the rest.
 */
export function rawMetadata(metadata: FileMetaData): FileMetaData {
  const lists = new Set<SchemaElement>();
  const visit = (node: ReturnType<typeof parquetSchema>): void => {
    if (isList(node)) lists.add(node.element);
    node.children.forEach(visit);
  };
  visit(parquetSchema(metadata));
  return { ...metadata, schema: metadata.schema.map((element) => rawElement(element, lists.has(element))) };
}

function rawElement(element: SchemaElement, list: boolean): SchemaElement {
  const { converted_type: converted, logical_type: _logical, ...bare } = element;
  if (list) return { ...bare, converted_type: "LIST" };
  if (element.type === "BYTE_ARRAY" && isText(element)) return { ...bare, converted_type: "UTF8" };
  return converted === "UINT_32" || converted === "UINT_64" ? { ...bare, converted_type: converted } : bare;
}
