import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import type { DataSourceSecrets } from '../../query/settings';
import type { Options } from '../types';

export type ConfigProps = DataSourcePluginOptionsEditorProps<Options, DataSourceSecrets>;

/** What the sections of the config editor do to the settings. */
export interface Settings {
  readonly json: Options;
  readonly disabled: boolean;
  readonly isSet: (secret: keyof DataSourceSecrets) => boolean;
  readonly secret: (secret: keyof DataSourceSecrets) => string;
  readonly change: (patch: Partial<Options>) => void;
  readonly changeSecret: (secret: keyof DataSourceSecrets, value: string) => void;
  readonly resetSecret: (secret: keyof DataSourceSecrets) => void;
  /** Changes settings and secrets at once; an empty secret is taken away. */
  readonly changeBoth: (patch: Partial<Options>, secrets: DataSourceSecrets) => void;
}

/** Grafana's settings object behind functions that change one thing each. */
export function settingsOf({ options, onOptionsChange }: ConfigProps): Settings {
  return {
    json: options.jsonData,
    disabled: options.readOnly,
    isSet: (secret) => options.secureJsonFields[secret] === true,
    secret: (secret) => options.secureJsonData?.[secret] ?? '',
    change: (patch) => onOptionsChange({ ...options, jsonData: { ...options.jsonData, ...patch } }),
    changeSecret: (secret, value) =>
      onOptionsChange({ ...options, secureJsonData: { ...options.secureJsonData, [secret]: value } }),
    resetSecret: (secret) =>
      onOptionsChange({
        ...options,
        secureJsonFields: { ...options.secureJsonFields, [secret]: false },
        secureJsonData: { ...options.secureJsonData, [secret]: '' },
      }),
    changeBoth: (patch, secrets) => {
      const gone = Object.keys(secrets).map((secret) => [secret, false] as const);
      onOptionsChange({
        ...options,
        jsonData: { ...options.jsonData, ...patch },
        secureJsonFields: { ...options.secureJsonFields, ...Object.fromEntries(gone) },
        secureJsonData: { ...options.secureJsonData, ...secrets },
      });
    },
  };
}
