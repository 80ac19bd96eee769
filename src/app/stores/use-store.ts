import { locationService } from '@grafana/runtime';
import { useEffect } from 'react';
import { useParameter } from './location';
import { knownStores, type Store } from './stores';

interface Chosen {
  readonly stores: readonly Store[];
  /** The store that the address names, else the first; undefined where there is none, or none of that uid. */
  readonly store: Store | undefined;
  /** What the address names. */
  readonly asked: string | undefined;
  readonly choose: (uid: string) => void;
}

/** The store that a page shows. Its uid stands in the address (`?ds=`), also where nobody has chosen one. */
export function useStore(): Chosen {
  const asked = useParameter('ds');
  const stores = knownStores();
  const store = asked === undefined ? stores[0] : stores.find(({ uid }) => uid === asked);
  const uid = store?.uid;
  useEffect(() => {
    if (asked === undefined && uid !== undefined) {
      locationService.partial({ ds: uid }, true);
    }
  }, [asked, uid]);
  return { stores, store, asked, choose: (ds) => locationService.partial({ ds }) };
}
