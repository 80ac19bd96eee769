/** A platform that the backend is built for: Grafana's name for it and Bun's. */
export interface Target {
  readonly os: 'linux' | 'darwin' | 'windows';
  readonly arch: 'amd64' | 'arm64';
  readonly bun: string;
}

/** Every platform of a release. Linux and Windows on x64 run on any such processor (`baseline`: no AVX2 needed). */
export const targets: readonly Target[] = [
  { os: 'linux', arch: 'amd64', bun: 'bun-linux-x64-baseline' },
  { os: 'linux', arch: 'arm64', bun: 'bun-linux-arm64' },
  { os: 'darwin', arch: 'amd64', bun: 'bun-darwin-x64' },
  { os: 'darwin', arch: 'arm64', bun: 'bun-darwin-arm64' },
  { os: 'windows', arch: 'amd64', bun: 'bun-windows-x64-baseline' },
];

/** The platform this runs on; undefined where no backend can be built for it. */
export function hostTarget(): Target | undefined {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  return targets.find((target) => target.os === os && target.arch === arch);
}

/** The name Grafana looks for: `<executable>_<os>_<arch>`, with `.exe` on Windows. */
export function executableName(executable: string, target: Target): string {
  return `${executable}_${target.os}_${target.arch}${target.os === 'windows' ? '.exe' : ''}`;
}
