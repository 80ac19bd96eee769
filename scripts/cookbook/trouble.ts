import type { Chapter } from './recipe';

export const trouble: Chapter = {
  title: 'When something is wrong',
  recipes: [
    {
      id: 'fine',
      question: 'Is the shop fine?',
      query: { queryType: 'impact', format: 'verdict' },
      days: 1,
      columns: ['sentence', 'state', 'since', 'errors', 'service', 'code_words'],
      note: 'Say `textLanguage: "ko"` for Korean, whoever looks. For an alert rule take `format: "alert"` and `field: "state"`: [Alert rules](../alerts.md).',
    },
    {
      id: 'course',
      question: 'Since when, and did orders fall with it?',
      query: { queryType: 'impact', format: 'timeseries', bucket: '1h' },
      days: 0.25,
      columns: ['time', 'orders', 'expected', 'lower', 'upper', 'errors', 'errors_usual', 'state'],
      rows: 7,
      note: 'Draw `lower` and `upper` as a band: four of five intervals lie within, if all is as usual.',
      picture: 'incident-light.png',
    },
    {
      id: 'hit',
      question: 'Whom did it hit, and have they paid since?',
      query: { queryType: 'affected', limit: 100 },
      days: 0.25,
      columns: ['time', 'service', 'words', 'key_type', 'outcome', 'value'],
      note: 'One row for each order, checkout or customer. For support: the column `admin_search` of `show: "summary"` finds the unpaid ones in the Shopify admin.',
      picture: 'cookbook-hit.png',
    },
    {
      id: 'codes',
      question: 'What do the services complain of, in plain words?',
      query: { queryType: 'affected', show: 'codes' },
      days: 2,
      columns: ['error_code', 'words', 'service', 'errors', 'keys', 'is_new'],
      note: 'Words come from the [data source’s settings](../logs.md#connect-loki). A code without words is a to-do.',
    },
  ],
};
