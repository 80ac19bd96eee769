import type { DataQuery } from '@grafana/schema';
import { CoreApp, type DataSourceApi } from '@grafana/data';
import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import { useSearch } from '../shell/location';

const stored = z.looseObject({ refId: z.string().default('A') });

function parsed(text: string | undefined): DataQuery | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    return stored.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The query being edited. It stands in the address, so that it can be passed on and survives a reload. */
export function useQuery(dataSource: DataSourceApi): readonly [DataQuery, (query: DataQuery) => void] {
  const [search, setSearch] = useSearch('q');
  const [query, setQuery] = useState<DataQuery>(() => ({
    ...dataSource.getDefaultQuery?.(CoreApp.Explore),
    refId: 'A',
    ...parsed(search),
    datasource: dataSource.getRef(),
  }));
  useEffect(() => {
    const { datasource: _, ...saved } = query;
    setSearch(JSON.stringify(saved));
  }, [query, setSearch]);
  const change = useCallback((next: DataQuery) => setQuery({ ...next, datasource: dataSource.getRef() }), [dataSource]);
  return [query, change];
}
