import type { AnnotationQuery } from '@grafana/schema';
import type { EventKind } from '../src/query';
import { logsSource, storeSource } from './model';
import type { Words } from './words';

/** Deployments as services, CI or AWS events log them: docs/logs.md says how. */
export const deploymentLines = '{service_name="deployments"} | json msg="msg"';

/** An annotation as Loki's data source keeps it. */
interface LogAnnotation extends AnnotationQuery {
  readonly expr: string;
  readonly titleFormat: string;
  readonly textFormat: string;
  readonly tagKeys: string;
  readonly maxLines: number;
}

function happened(name: string, iconColor: string, kind: EventKind): AnnotationQuery {
  const query = { version: 2, queryType: 'events', kinds: [kind], limit: 100 };
  return {
    name,
    enable: true,
    iconColor,
    datasource: storeSource,
    // Grafana's schema of the target is that of its own annotations; a data source keeps its own query there.
    target: Object.assign({ limit: 100, matchAny: false, tags: [], type: '' }, { refId: 'Anno' }, query),
  };
}

/** Incidents, changes of the theme and deployments, each with a switch of its own. */
export function annotations(words: Words): AnnotationQuery[] {
  const deployments: LogAnnotation = {
    name: words('dashboards:incident.deployments'),
    enable: true,
    iconColor: 'blue',
    datasource: logsSource,
    expr: deploymentLines,
    titleFormat: `${words('dashboards:incident.deployment')}: {{deployed_service}}`,
    textFormat: '{{msg}}',
    tagKeys: 'deployed_service',
    maxLines: 200,
  };
  return [
    happened(words('dashboards:incident.incidents'), 'red', 'incidents'),
    happened(words('dashboards:incident.themes'), 'purple', 'theme_publishes'),
    deployments,
  ];
}
