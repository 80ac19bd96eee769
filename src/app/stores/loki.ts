import { config, locationService } from '@grafana/runtime';
import { useParameter } from './location';
import { sourcesOf } from './sources';

export interface LogSource {
  readonly uid: string;
  readonly name: string;
}

/** Grafana's own Loki data sources, through which Explore shows log lines; the default one first. */
export function logSources(): readonly LogSource[] {
  return sourcesOf('loki').map(({ uid, name }) => ({ uid, name }));
}

/** Whether the viewer may open Explore; where Grafana does not tell, its page will. */
export function mayExplore(): boolean {
  return config.bootData.user.permissions?.['datasources:explore'] ?? config.bootData.user.permissions === undefined;
}

interface Chosen {
  readonly sources: readonly LogSource[];
  /** The one that the address names (`?loki=`), else the first. */
  readonly source: LogSource | undefined;
  readonly choose: (uid: string) => void;
}

/** The Loki data source that links to log lines open. */
export function useLogSource(): Chosen {
  const asked = useParameter('loki');
  const sources = logSources();
  return {
    sources,
    source: sources.find(({ uid }) => uid === asked) ?? sources[0],
    choose: (loki) => locationService.partial({ loki }),
  };
}
