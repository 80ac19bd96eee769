import { runRole } from '../run-role';

/** An executable for the tests: what our own does, with roles made to be tested. */
const isRole = runRole({
  sample: async () => (await import('./sample')).sample,
  refusing: async () => (await import('./refusing')).refusing,
  crashing: () => process.exit(7),
});

if (!isRole) {
  void import('./parent');
}
