import { create, toBinary } from '@bufbuild/protobuf';
import { anyPack } from '@bufbuild/protobuf/wkt';
import { Metadata, status, type ServerErrorResponse } from '@grpc/grpc-js';
import type { ErrorSource } from '../errors';
import { ErrorInfoSchema, StatusSchema } from '../gen/status_pb';

/** A whole call's failure as Grafana reads it: the text, and whose fault it is in `grpc-status-details-bin`. */
export function callFailure(
  text: string,
  source: ErrorSource,
  code: status = status.UNKNOWN
): Partial<ServerErrorResponse> {
  // gRPC percent-encodes the text, which fails on half a surrogate pair; a round trip through UTF-8 replaces those.
  const message = Buffer.from(text).toString('utf8');
  const details = create(StatusSchema, {
    code,
    message,
    details: [anyPack(ErrorInfoSchema, create(ErrorInfoSchema, { metadata: { errorSource: source } }))],
  });
  const metadata = new Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from(toBinary(StatusSchema, details)));
  return { code, details: message, metadata };
}
