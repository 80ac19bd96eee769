import { describe, expect, test } from 'vitest';
import { fileSystemAt, fileSystemOf, parseMounts } from './filesystem';

/** As systems write them: a plain server, a container with volumes, an ECS task with EFS, a desktop. */
const server = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 259:1 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p1 rw,discard,errors=remount-ro
31 27 259:4 / /var/lib/grafana rw,noatime shared:9 - xfs /dev/nvme1n1 rw,attr2,inode64
35 27 0:45 / /mnt/share rw,relatime - nfs4 10.0.0.5:/export rw,vers=4.2,hard,proto=tcp
36 27 0:46 / /mnt/win\\040share rw,relatime - cifs //files/share rw,vers=3.1.1
37 27 0:47 / /mnt/smb rw,relatime - smb3 //files/other rw
38 27 0:48 / /mnt/photos rw,nosuid,nodev - fuse.sshfs me@host:/photos rw,user_id=1000
39 27 8:17 / /mnt/usb rw,relatime - fuseblk /dev/sdb1 rw,user_id=0
40 27 0:49 / /mnt/odd rw,relatime - fuse.something odd rw
41 27 0:50 / /run rw,nosuid - tmpfs tmpfs rw,size=803048k
`;
const container = `591 588 0:112 / / rw,relatime master:251 - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/A:/var/lib/docker/overlay2/l/B,upperdir=/u,workdir=/w
592 591 0:115 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw
593 591 0:116 / /dev rw,nosuid - tmpfs tmpfs rw,size=65536k,mode=755
620 591 8:1 /var/lib/docker/volumes/grafana/_data /var/lib/grafana rw,relatime master:1 - ext4 /dev/sda1 rw
621 591 0:130 / /efs rw,relatime - nfs4 fs-0a1b2c3d.efs.eu-west-1.amazonaws.com:/ rw,vers=4.1,rsize=1048576
622 591 0:131 / /efs-tls rw,relatime - nfs4 127.0.0.1:/ rw,vers=4.1,port=20449
623 591 0:132 / /data rw,relatime - ext4 /dev/sdc rw
624 591 0:133 / /data rw,relatime - tmpfs tmpfs rw
`;

describe('file systems are recognised', () => {
  test.each([
    ['/srv', server, 'ext4', 'local'],
    ['/var/lib/grafana/shopscope', server, 'xfs', 'local'],
    ['/var/lib/grafana-other', server, 'ext4', 'local'],
    ['/mnt/share', server, 'nfs4', 'network'],
    ['/mnt/share/a', server, 'nfs4', 'network'],
    ['/mnt/win share/a', server, 'cifs', 'network'],
    ['/mnt/smb/a', server, 'smb3', 'network'],
    ['/mnt/photos/a', server, 'fuse.sshfs', 'network'],
    ['/mnt/usb/a', server, 'fuseblk', 'local'],
    ['/mnt/odd/a', server, 'fuse.something', 'unknown'],
    ['/run/shopscope', server, 'tmpfs', 'lost'],
    ['/var/lib/shopscope', container, 'overlay', 'lost'],
    ['/var/lib/grafana/shopscope', container, 'ext4', 'local'],
    ['/efs/shopscope', container, 'efs', 'network'],
    ['/efs-tls/shopscope', container, 'efs', 'network'],
    ['/data/shopscope', container, 'tmpfs', 'lost'],
  ])('%s', (place, mountinfo, type, kind) => {
    expect(fileSystemAt(place, parseMounts(mountinfo))).toMatchObject({ type, kind });
  });

  test('nothing is claimed of a path without a mount, or of lines that make no sense', () => {
    expect(fileSystemAt('/x', parseMounts('garbage\n\n1 2 3'))).toBeUndefined();
  });

  test('that of this machine', () => {
    expect(fileSystemOf(process.cwd()).type).not.toBe('');
  });
});
