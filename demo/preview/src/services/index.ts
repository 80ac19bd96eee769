import { EventBusSrv, setTimeZoneResolver, standardFieldConfigEditorRegistry, urlUtil } from '@grafana/data';
import {
  FakeEchoSrv,
  setAppEvents,
  setBackendSrv,
  setDataSourceSrv,
  setEchoSrv,
  setLocationSrv,
  setTemplateSrv,
  locationService,
} from '@grafana/runtime';
import { backendSrv } from './backend-srv';
import { PreviewDataSourceSrv } from './data-source-srv';
import { standardOptions } from './field-options';
import { PreviewTemplateSrv } from './template-srv';

export const templateSrv = new PreviewTemplateSrv();
export const dataSourceSrv = new PreviewDataSourceSrv();

/** Puts our small versions of Grafana's services where its libraries and the plugin look for them. */
export function initServices(): void {
  standardFieldConfigEditorRegistry.setInit(standardOptions);
  setTimeZoneResolver(() => 'browser');
  setBackendSrv(backendSrv);
  setTemplateSrv(templateSrv);
  setDataSourceSrv(dataSourceSrv);
  setEchoSrv(new FakeEchoSrv());
  setAppEvents(new EventBusSrv());
  setLocationSrv({
    update: ({ path, query = {} }) => locationService.push(urlUtil.renderUrl(path ?? location.pathname, query)),
  });
}
