import { useEffect } from 'react';
import { text } from '../language';
import { dataSourceSrv } from '../services';
import { loadPlugin } from '../services/plugins';
import { Message } from '../shell/Message';
import { useSource } from '../shell/SourceSelect';
import { useLoaded } from '../shell/useLoaded';
import { Explorer } from './Explorer';

/** A page to try queries on, like Grafana's Explore. */
export function QueryPage() {
  const { source } = useSource();
  useEffect(() => {
    document.title = `${text('query.title')} – ${text('title')}`;
  }, []);
  const { value, error } = useLoaded(async () => {
    if (source === undefined) {
      throw new Error(text('failed.plugin'));
    }
    const [plugin, dataSource] = await Promise.all([loadPlugin(source.meta), dataSourceSrv.get(source.uid)]);
    return { plugin, dataSource };
  }, [source?.uid]);
  if (error !== undefined) {
    return <Message title={text('failed.title')} detail={error} />;
  }
  if (value === undefined) {
    return <Message title={text('loading')} />;
  }
  return <Explorer key={value.dataSource.uid} plugin={value.plugin} dataSource={value.dataSource} />;
}
