import {
  Field as ArrowField,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  type DataType,
} from 'apache-arrow';
import type { Field, Frame } from '../frame';
import { columnData } from './columns';
import { layouts } from './types';

function arrowField(field: Field): ArrowField<DataType> {
  const metadata = new Map<string, string>();
  if (field.config !== undefined) {
    metadata.set('config', JSON.stringify(field.config));
  }
  if (field.labels !== undefined) {
    metadata.set('labels', JSON.stringify(field.labels));
  }
  const { arrow, tsType } = layouts[field.type];
  metadata.set('tstype', tsType);
  return new ArrowField(field.name, arrow, field.nullable, metadata);
}

function frameMetadata(frame: Frame, refId: string): Map<string, string> {
  const metadata = new Map<string, string>();
  if (frame.meta !== undefined) {
    metadata.set('meta', JSON.stringify(frame.meta));
  }
  metadata.set('name', frame.name ?? '');
  metadata.set('refId', frame.refId ?? refId);
  return metadata;
}

/**
 * Encodes a frame as an Arrow IPC file, as Grafana reads it.
 * @param refId the query's, for frames that name none
 * @throws RangeError where columns differ in length
 */
export function encodeFrame(frame: Frame, refId = ''): Uint8Array {
  const length = frame.fields[0]?.values.length ?? 0;
  const uneven = frame.fields.find(({ values }) => values.length !== length);
  if (uneven !== undefined) {
    throw new RangeError(
      `Field "${uneven.name}" has ${uneven.values.length} values where the first field has ${length}.`
    );
  }
  const fields = frame.fields.map(arrowField);
  const schema = new Schema(fields, frameMetadata(frame, refId));
  const writer = new RecordBatchFileWriter();
  writer.reset(undefined, schema);
  if (length > 0) {
    const children = frame.fields.map(columnData);
    const batch = new RecordBatch(schema, makeData({ type: new Struct(fields), length, nullCount: 0, children }));
    // The constructor merges fields of one name, normal in Grafana, and the writer then drops the batch as of another schema.
    Object.assign(batch, { schema });
    writer.write(batch);
  }
  writer.finish();
  return writer.toUint8Array(true);
}
