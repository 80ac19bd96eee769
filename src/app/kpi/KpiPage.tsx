import { kpiNames } from '../../query';
import { StorePage } from '../parts/StorePage';
import { menuPath } from '../places';
import Dictionary from './Dictionary';
import { kpiText } from './text';

/** What every figure means: all of them, or the one that the address names. */
export default function KpiPage({ name }: { readonly name: string | undefined }) {
  const t = kpiText();
  const title = t('app-kpi:title');
  const url = menuPath('kpi');
  const known = kpiNames.find((each) => each === name);
  return (
    <StorePage
      title={known === undefined ? (name ?? title) : t(`kpis:${known}.name`)}
      subTitle={t('app-kpi:subtitle')}
      {...(name === undefined ? { url } : { parent: { text: title, url } })}
    >
      {(store) => <Dictionary key={store.uid} store={store} name={name} />}
    </StorePage>
  );
}
