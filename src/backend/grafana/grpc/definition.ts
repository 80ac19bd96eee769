import { fromBinary, isMessage, toBinary, type DescMessage, type DescService } from '@bufbuild/protobuf';
import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import type { QueryAnswer } from '../wire/query-data-response';

function codec(descriptor: DescMessage) {
  return {
    serialize: (message: object): Buffer => {
      if (!isMessage(message, descriptor)) {
        throw new TypeError(`not a ${descriptor.typeName}`);
      }
      const bytes = toBinary(descriptor, message);
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    deserialize: (bytes: Buffer): object => fromBinary(descriptor, bytes),
  };
}

/** The data service, its answers encoded by hand. */
export function withEncoder(
  definition: ServiceDefinition,
  encode: (answers: readonly QueryAnswer[]) => Buffer
): ServiceDefinition {
  const method = definition['queryData'];
  if (method === undefined) {
    throw new Error('The definition has no method queryData.');
  }
  return { ...definition, queryData: { ...method, responseSerialize: encode } };
}

/** grpc-js's description of a service, from a generated descriptor. */
export function serviceDefinition(service: DescService): ServiceDefinition {
  const methods = service.methods.map((method): [string, MethodDefinition<object, object>] => {
    const input = codec(method.input);
    const output = codec(method.output);
    return [
      method.localName,
      {
        path: `/${service.typeName}/${method.name}`,
        requestStream: method.methodKind === 'client_streaming' || method.methodKind === 'bidi_streaming',
        responseStream: method.methodKind === 'server_streaming' || method.methodKind === 'bidi_streaming',
        requestSerialize: input.serialize,
        requestDeserialize: input.deserialize,
        responseSerialize: output.serialize,
        responseDeserialize: output.deserialize,
      },
    ];
  });
  return Object.fromEntries(methods);
}
