import { fromBinary, toBinary, type DescMessage, type DescService, type MessageShape } from '@bufbuild/protobuf';
import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';

function codec<Desc extends DescMessage>(descriptor: Desc) {
  return {
    serialize: (message: MessageShape<Desc>): Buffer => {
      const bytes = toBinary(descriptor, message);
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    deserialize: (bytes: Buffer): MessageShape<Desc> => fromBinary(descriptor, bytes),
  };
}

/** A definition whose answers to one method are encoded by hand. */
export function withEncoder<Answer>(
  definition: ServiceDefinition,
  name: string,
  encode: (answer: Answer) => Buffer
): ServiceDefinition {
  const method = definition[name];
  if (method === undefined) {
    throw new Error(`no method ${name}`);
  }
  return { ...definition, [name]: { ...method, responseSerialize: encode } };
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
        requestSerialize: input.serialize as (message: object) => Buffer,
        requestDeserialize: input.deserialize,
        responseSerialize: output.serialize as (message: object) => Buffer,
        responseDeserialize: output.deserialize,
      },
    ];
  });
  return Object.fromEntries(methods);
}
