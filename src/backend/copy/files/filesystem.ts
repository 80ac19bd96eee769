import { readFileSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/**
 * Whether a copy can lie on a file system: `local` can; `lost` can, but a container loses it at its next deploy; `network`
 * can't, because SQLite's log needs memory that its processes share; of `unknown` nothing is known.
 */
export type FileSystemKind = 'local' | 'lost' | 'network' | 'unknown';

export interface FileSystem {
  /** As the system calls it: ext4, overlay, nfs4, … Amazon EFS, which is nfs4, as `efs`. */
  readonly type: string;
  readonly kind: FileSystemKind;
  /** Where it is mounted; empty where the system doesn't say. */
  readonly mount: string;
}

/** One line of `/proc/self/mountinfo`. */
export interface Mount {
  readonly mount: string;
  readonly type: string;
  readonly source: string;
}

const lost = new Set(['overlay', 'overlayfs', 'aufs', 'tmpfs', 'ramfs', 'fuse.overlayfs', 'fuse.fuse-overlayfs']);
const network = new Set(
  `nfs nfs4 efs cifs smb smb2 smb3 smbfs smb2fs afs ncpfs 9p ceph glusterfs fuse.glusterfs lustre gpfs beegfs orangefs
  fuse.sshfs fuse.s3fs fuse.gcsfuse fuse.mountpoint-s3 fuse.rclone fuse.goofys fuse.blobfuse fuse.blobfuse2 fuse.ceph
  fuse.davfs davfs webdav afpfs osxfs fuse.osxfs fuse.grpcfuse`.split(/\s+/)
);
const local = new Set(
  'ext2 ext3 ext4 xfs btrfs zfs f2fs bcachefs jfs reiserfs apfs hfs ufs ntfs ntfs3 fuseblk vfat exfat'.split(' ')
);

/** Reads the mounts of Linux, oldest first. */
export function parseMounts(mountinfo: string): Mount[] {
  return mountinfo.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const mount = before.split(' ')[4];
    const [type, source = ''] = after.split(' ');
    return mount === undefined || type === undefined || type === ''
      ? []
      : [{ mount: unescape(mount), type, source: unescape(source) }];
  });
}

/** The file system of a path: that of the deepest mount above it; of two at one place the later one covers the other. */
export function fileSystemAt(place: string, mounts: readonly Mount[]): FileSystem | undefined {
  const found = mounts
    .filter(({ mount }) => place === mount || place.startsWith(mount.endsWith('/') ? mount : `${mount}/`))
    .reduce<Mount | undefined>(
      (best, mount) => (best !== undefined && best.mount.length > mount.mount.length ? best : mount),
      undefined
    );
  if (found === undefined) {
    return undefined;
  }
  const type = isEfs(found) ? 'efs' : found.type;
  return { type, kind: kindOf(type), mount: found.mount };
}

/** The file system of a directory that exists; symbolic links in its path are to be resolved before. */
export function fileSystemOf(directory: string): FileSystem {
  return ofLinux(directory) ?? { ...ofStatfs(directory), mount: '' };
}

function ofLinux(directory: string): FileSystem | undefined {
  try {
    return fileSystemAt(path.resolve(directory), parseMounts(readFileSync('/proc/self/mountinfo', 'utf8')));
  } catch {
    return undefined;
  }
}

/** Numbers of `statfs` by which Linux names file systems; other systems have numbers of their own. */
const magic: ReadonlyMap<number, string> = new Map([
  [0x6969, 'nfs'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb3'],
  [0x01021994, 'tmpfs'],
  [0x794c7630, 'overlay'],
  [0xef53, 'ext4'],
  [0x58465342, 'xfs'],
  [0x9123683e, 'btrfs'],
]);

function ofStatfs(directory: string): Omit<FileSystem, 'mount'> {
  const number = z.number().catch(0).parse(statfsSync(directory).type) >>> 0;
  const type = process.platform === 'linux' ? magic.get(number) : undefined;
  return type === undefined ? { type: `0x${number.toString(16)}`, kind: 'unknown' } : { type, kind: kindOf(type) };
}

function kindOf(type: string): FileSystemKind {
  if (network.has(type)) {
    return 'network';
  }
  if (lost.has(type)) {
    return 'lost';
  }
  return local.has(type) ? 'local' : 'unknown';
}

/** EFS by its own host name, or as its mount helper mounts it: through a tunnel on this host. */
function isEfs({ type, source }: Mount): boolean {
  return type === 'nfs4' && (/(^|\.)fs-[0-9a-f]+\.efs\./.test(source) || source.startsWith('127.0.0.1:'));
}

/** Blanks and the like are written as octal numbers. */
function unescape(text: string): string {
  return text.replaceAll(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
