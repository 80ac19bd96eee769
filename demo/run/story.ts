import { askBackend, type QueryResult } from '../host/ask';
import type { DataSources } from '../host/data-sources';
import type { FrameJson } from '../host/frame-json';
import type { PluginClient } from '../host/plugin-client';
import { pluginContext, type DataSource } from '../host/plugin-context';
import type { Language, Words } from './words';

export interface StoryOptions {
  readonly client: PluginClient;
  readonly dataSources: DataSources;
  readonly language: Language;
  readonly words: Words;
  readonly print: (line: string) => void;
  readonly signal: AbortSignal;
}

const day = 86_400_000;
const limit = 30_000;

/** A column by its name: the first value and the unit it is shown in. */
function cell(frame: FrameJson | undefined, name: string): unknown {
  const index = frame?.schema.fields.findIndex((field) => field.name === name) ?? -1;
  return index < 0 ? undefined : frame?.data.values[index]?.[0];
}

export { cell, day, limit };
export type { QueryResult, DataSource };
export { askBackend, pluginContext };

export async function tellWhatIsGoingOn(_: StoryOptions): Promise<void> {
  // filled in below
}
