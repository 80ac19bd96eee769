/** Incidents as the copy keeps them: what is added when more is known, and how they are told. */
export { definition, revisions, type Reviewed, type Revision, type Worst } from './revise';
export { storedIncidents, type StoredIncident, type Wanted } from './stored';
export { textOf, titleOf, type Telling } from './words';
