import { BlockList, isIP, isIPv4 } from 'node:net';

/**
 * Networks that no log store is in, whoever set the address: this host's own link (where cloud metadata services answer
 * with credentials), metadata services elsewhere, multicast, and no address at all. Private networks are allowed.
 */
const forbidden = new BlockList();
const subnets: ReadonlyArray<readonly [string, number, 'ipv4' | 'ipv6']> = [
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  // Metadata of Alibaba Cloud, Azure's wire server, Oracle Cloud.
  ['100.100.100.200', 32, 'ipv4'],
  ['168.63.129.16', 32, 'ipv4'],
  ['192.0.0.192', 32, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  // Metadata of AWS and Google Cloud.
  ['fd00:ec2::254', 128, 'ipv6'],
  ['fd20:ce::254', 128, 'ipv6'],
];
for (const [address, prefix, family] of subnets) {
  forbidden.addSubnet(address, prefix, family);
}

/** Names under which metadata services are known. */
const forbiddenNames =
  /^(metadata|metadata\.goog|instance-data|metadata\.[a-z0-9.-]*internal|instance-data\.[a-z0-9.-]*internal)$/;

/** Whether a host's name alone says that it is no log store. */
export function isForbiddenName(host: string): boolean {
  return forbiddenNames.test(host.toLowerCase().replace(/\.$/, ''));
}

/** Whether an IP address must not be connected to, also where an IPv4 address is written or reached through IPv6. */
export function isForbiddenAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  if (isIPv4(bare)) {
    return forbidden.check(bare, 'ipv4');
  }
  if (isIP(bare) !== 6) {
    return true;
  }
  const embedded = ipv4Within(bare);
  return forbidden.check(bare, 'ipv6') || (embedded !== undefined && forbidden.check(embedded, 'ipv4'));
}

/** IPv4 that an IPv6 address leads to: mapped and compatible ones (::/96, ::ffff:0:0/96), NAT64 (64:ff9b::/96), 6to4 (2002::/16). */
function ipv4Within(address: string): string | undefined {
  const words = wordsOf(address);
  const [first = 0, second = 0, third = 0] = words;
  if (first === 0x2002) {
    return dotted(second, third);
  }
  // `::1` and its neighbours are addresses of their own: no IPv4 address begins with two zeros.
  const isCompatible = words[5] === 0 && words[6] !== 0;
  const isMapped = words.slice(0, 5).every((word) => word === 0) && (words[5] === 0xffff || isCompatible);
  const isNat64 = first === 0x64 && second === 0xff9b && words.slice(2, 6).every((word) => word === 0);
  return isMapped || isNat64 ? dotted(words[6] ?? 0, words[7] ?? 0) : undefined;
}

/** The eight 16-bit words of an IPv6 address. */
function wordsOf(address: string): readonly number[] {
  const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = '', tail] = hex.split('::');
  const words = (text: string) => (text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16)));
  const [before, after] = [words(head), words(tail ?? '')];
  return tail === undefined
    ? before
    : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
