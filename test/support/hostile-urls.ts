/** A URL that must not lead anywhere. */
export interface HostileUrl {
  /** What is tried. */
  what: string
  url: string
  /** Whether the text alone shows that it is no URL for us; else it is an address that is not reached. */
  invalid?: boolean
}

const invalid = (what: string, url: string): HostileUrl => ({ what, url, invalid: true })
const address = (what: string, url: string): HostileUrl => ({ what, url })

const LOOPBACK = [
  address('loopback', 'http://127.0.0.1/'),
  address('another loopback address', 'http://127.255.255.254/'),
  address('loopback as a decimal number', 'http://2130706433/'),
  address('loopback as a hexadecimal number', 'http://0x7f000001/'),
  address('loopback as an octal number', 'http://017700000001/'),
  address('loopback in octal parts', 'http://0177.0.0.01/'),
  address('loopback in hexadecimal parts', 'http://0x7f.0x0.0x0.0x1/'),
  address('loopback in mixed parts', 'http://0x7f.0.0.01/'),
  address('loopback in two parts', 'http://127.1/'),
  address('loopback in three parts', 'http://127.0.1/'),
  address('loopback with a dot at its end', 'http://127.0.0.1./'),
  address('loopback with an escaped dot', 'http://127%2e0%2e0%2e1/'),
  address('loopback with escaped digits', 'http://%31%32%37.0.0.1/'),
  address('loopback in full-width digits', 'http://１２７.０.０.１/'),
  address('loopback with ideographic full stops', 'http://127。0。0。1/'),
  address('loopback with half-width full stops', 'http://127｡0｡0｡1/'),
  address('loopback in circled digits', 'http://①②⑦.⓪.⓪.①/'),
  address('loopback with a soft hyphen', 'http://127.0.0.\u00ad1/'),
  address('loopback with a tab in it', 'http://127.0.\t0.1/'),
  address('loopback with a line break in it', 'http://127.0.\n0.1/'),
  address('loopback behind white space', '  http://127.0.0.1/'),
  address('loopback behind backslashes', 'http://\\127.0.0.1/'),
  address('this network', 'http://0.0.0.0/'),
  address('this network as a number', 'http://0/'),
  address('this network, another address', 'http://0.1.2.3/'),
]

const PRIVATE = [
  address('private, class A', 'http://10.0.0.1/'),
  address('private, class A, as a number', 'http://167772161/'),
  address('private, class B', 'http://172.16.0.1/'),
  address('private, end of class B', 'http://172.31.255.255/'),
  address('private, class C', 'http://192.168.1.1/'),
  address('private, in short form', 'http://192.168.257/'),
  address('shared by a carrier', 'http://100.64.0.1/'),
  address('link-local', 'http://169.254.1.1/'),
  address('protocol assignments', 'http://192.0.0.1/'),
  address('benchmarking', 'http://198.18.0.1/'),
  address('documentation, first', 'http://192.0.2.1/'),
  address('documentation, second', 'http://198.51.100.1/'),
  address('documentation, third', 'http://203.0.113.1/'),
  address('multicast', 'http://224.0.0.1/'),
  address('reserved', 'http://240.0.0.1/'),
  address('broadcast', 'http://255.255.255.255/'),
]

const METADATA = [
  address('metadata of a cloud', 'http://169.254.169.254/latest/meta-data/'),
  address('metadata as a decimal number', 'http://2852039166/latest/meta-data/'),
  address('metadata as a hexadecimal number', 'http://0xa9fea9fe/'),
  address('metadata in octal parts', 'http://0251.0376.0251.0376/'),
  address('metadata over https', 'https://169.254.169.254/'),
  address('metadata over IPv6', 'http://[fd00:ec2::254]/latest/meta-data/'),
  address('metadata, mapped', 'http://[::ffff:169.254.169.254]/'),
  address('metadata of containers', 'http://169.254.170.2/v2/credentials'),
  address('metadata of a cloud in a shared network', 'http://100.100.100.200/latest/meta-data/'),
]

const IPV6 = [
  address('IPv6 loopback', 'http://[::1]/'),
  address('IPv6 loopback in full', 'http://[0000:0000:0000:0000:0000:0000:0000:0001]/'),
  address('IPv6, no address', 'http://[::]/'),
  address('IPv6, mapped loopback', 'http://[::ffff:127.0.0.1]/'),
  address('IPv6, mapped loopback in hexadecimal digits', 'http://[::ffff:7f00:1]/'),
  address('IPv6, mapped private address', 'http://[::ffff:10.0.0.1]/'),
  address('IPv6, compatible loopback', 'http://[::127.0.0.1]/'),
  address('IPv6, translated loopback', 'http://[::ffff:0:127.0.0.1]/'),
  address('NAT64 to loopback', 'http://[64:ff9b::127.0.0.1]/'),
  address('NAT64 to a private address', 'http://[64:ff9b::a00:1]/'),
  address('NAT64 of a local prefix', 'http://[64:ff9b:1::1]/'),
  address('6to4 of loopback', 'http://[2002:7f00:1::]/'),
  address('6to4 of a private address', 'http://[2002:c0a8:101::1]/'),
  address('Teredo', 'http://[2001:0:7f00:1::]/'),
  address('unique local', 'http://[fc00::1]/'),
  address('unique local, random', 'http://[fdab:cdef::1]/'),
  address('IPv6 link-local', 'http://[fe80::1]/'),
  address('site-local', 'http://[fec0::1]/'),
  address('IPv6 multicast', 'http://[ff02::1]/'),
  address('IPv6 documentation', 'http://[2001:db8::1]/'),
  address('IPv6 documentation, second', 'http://[3fff::1]/'),
  address('ORCHID', 'http://[2001:20::1]/'),
  address('discarded', 'http://[100::1]/'),
  invalid('link-local with a zone', 'http://[fe80::1%25eth0]/'),
  invalid('loopback with a zone', 'http://[::1%25lo]/'),
]

const NAMES = [
  invalid('the name of this machine', 'http://localhost/'),
  invalid('the name of this machine with a port', 'http://localhost:5432/'),
  invalid('the name of this machine in capitals', 'http://LOCALHOST/'),
  invalid('the name of this machine, full', 'http://localhost./'),
  invalid('the name of this machine with two dots', 'http://localhost../'),
  invalid('the name of this machine, full-width', 'http://ｌｏｃａｌｈｏｓｔ/'),
  invalid('a name of the local network', 'http://metadata/computeMetadata/v1/'),
  invalid('a name of the database', 'http://postgres:5432/'),
  address('a metadata name', 'http://metadata.google.internal/computeMetadata/v1/'),
  address('a name of a cluster', 'https://kubernetes.default.svc.cluster.local/'),
  address('a name below localhost', 'http://inventory.localhost/'),
  address('a name that nobody has', 'http://printer.invalid/'),
]

const CREDENTIALS = [
  invalid('user and password', 'http://user:secret@example.com/'),
  invalid('a user', 'http://user@example.com/'),
  invalid('a host in front of another', 'http://example.com@127.0.0.1/'),
  invalid('an escaped host in front of another', 'http://example.com%2f@127.0.0.1/'),
  invalid('a password alone', 'http://:secret@example.com/'),
  invalid('two signs for users', 'http://a@b@127.0.0.1/'),
]

const OTHER_SCHEMES = [
  invalid('a file', 'file:///etc/passwd'),
  invalid('a file on another machine', 'file://127.0.0.1/etc/passwd'),
  invalid('FTP', 'ftp://127.0.0.1/'),
  invalid('Gopher', 'gopher://127.0.0.1:6379/_FLUSHALL'),
  invalid('data', 'data:text/html,<script>alert(1)</script>'),
  invalid('a script', 'javascript:alert(1)'),
  invalid('a blob', 'blob:http://127.0.0.1/9115d58c-bcda-ff47-86e5-083e9a215304'),
  invalid('an e-mail', 'mailto:someone@example.com'),
  invalid('a dictionary', 'dict://127.0.0.1:11211/stat'),
  invalid('LDAP', 'ldap://127.0.0.1/'),
  invalid('a WebSocket', 'ws://127.0.0.1/'),
  invalid('the source of a page', 'view-source:http://127.0.0.1/'),
  invalid('an archive', 'jar:http://127.0.0.1!/'),
  invalid('a scheme with a tab', 'ht\ttp://127.0.0.1/'),
]

const MALFORMED = [
  invalid('nothing but spaces', '   '),
  invalid('a path', '/etc/passwd'),
  invalid('a relative address', 'datasheet.pdf'),
  invalid('no scheme', '//127.0.0.1/'),
  invalid('a single slash', 'http:/127.0.0.1/'),
  invalid('no slash', 'http:127.0.0.1'),
  invalid('no host', 'http://'),
  invalid('no host but a path', 'http:///'),
  invalid('a port that there is not', 'http://example.com:99999/'),
  invalid('a port that is no number', 'http://example.com:http/'),
  invalid('a part of an address that is too large', 'http://127.0.0.256/'),
  invalid('an address of five parts', 'http://127.0.0.0.1/'),
  invalid('an IPv6 address without brackets', 'http://::1/'),
  invalid('a host with a space', 'http://exam ple.com/'),
  invalid('a host with a NUL', 'http://127.0.0.1\u0000.example.com/'),
  invalid('a host with an escaped slash', 'http://127.0.0.1%2f.example.com/'),
  invalid('a host that is too clever', 'http://[::ffff:127.0.0.1/'),
]

/** URLs that are refused before anything is connected to. */
export const HOSTILE_URLS: readonly HostileUrl[] = [
  ...LOOPBACK,
  ...PRIVATE,
  ...METADATA,
  ...IPV6,
  ...NAMES,
  ...CREDENTIALS,
  ...OTHER_SCHEMES,
  ...MALFORMED,
  { what: 'a URL that is very long', url: `http://127.0.0.1/${'a'.repeat(1900)}` },
]

/** Addresses that a server tries to send us to, in a Location header. */
export const HOSTILE_TARGETS: readonly string[] = [
  'http://127.0.0.2/',
  'http://2130706434/',
  'http://0x7f.2/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.2]/',
  'http://10.0.0.1/',
  'http://192.168.1.1/admin',
  'http://169.254.169.254/latest/meta-data/',
  'https://169.254.169.254/',
  'http://[fd00:ec2::254]/',
  'http://localhost/',
  'http://inventory.localhost/',
  'http://user:secret@127.0.0.2/',
  '//127.0.0.2/',
  '//[::1]:5432/',
  '\\\\127.0.0.2\\',
  'file:///etc/passwd',
  'ftp://127.0.0.2/',
  'gopher://127.0.0.2:6379/',
  'data:image/png;base64,AAAA',
  'javascript:alert(1)',
  'http://',
  'http://%00/',
]
