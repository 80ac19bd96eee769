/**
 * Variables that the writer's process is to be started with. JavaScriptCore lets its heap grow by how much memory it
 * believes to have; with less it collects in time, which costs a fifth of the load's speed, and memory stays flat. One
 * thread marks: more of them burn a tenth more processor time, which a machine that also runs Grafana has other use for.
 */
export const writerEnvironment: Readonly<Record<string, string>> = {
  BUN_JSC_forceRAMSize: String(256 * 1024 ** 2),
  BUN_JSC_numberOfGCMarkers: '1',
};
