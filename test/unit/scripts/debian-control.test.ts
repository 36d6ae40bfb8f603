/** The stand-in for fpm: what it reads of its arguments and writes into a control file. */
import { expect, test } from 'vitest'
import { controlOf, readOrder } from '../../../scripts/packaging/debian-control.ts'

const ARGUMENTS = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'pcscd', '-d', 'libudev1 (>= 252)'],
  ...['--deb-compression', 'xz', '--architecture', 'amd64'],
  ...['--after-install', '/made/after-install', '--after-remove', '/made/after-remove'],
  ...[
    '--description',
    '受付 — a terminal\n Reads cards.',
    '--version',
    '1.2.0~beta',
    '--package',
    '/made/a.deb',
  ],
  ...['--name', 'uketsuke', '--maintainer', '国保 太郎 <taro@uketsuke.invalid>', '--vendor', '見本'],
  ...['--url', 'https://uketsuke.invalid', '--category', 'misc', '--deb-priority', 'optional'],
  ...['--license', 'UNLICENSED', '/out/unpacked/=/opt/Uketsuke', '/made/a=b.png=/usr/share/a.png'],
]
const without = (option: string): string[] => ARGUMENTS.toSpliced(ARGUMENTS.indexOf(option), 2)

test('the arguments of electron-builder become a control file and a list of files', () => {
  const order = readOrder(ARGUMENTS)
  expect(order.placed).toEqual([
    { from: '/out/unpacked/', to: '/opt/Uketsuke' },
    { from: '/made/a=b.png', to: '/usr/share/a.png' },
  ])
  expect(order.compression).toEqual(['-Zxz'])
  expect(controlOf(order, 1234)).toBe(`Package: uketsuke
Version: 1.2.0~beta
Architecture: amd64
Maintainer: 国保 太郎 <taro@uketsuke.invalid>
Installed-Size: 1234
Depends: pcscd, libudev1 (>= 252)
Section: misc
Priority: optional
Homepage: https://uketsuke.invalid
Description: 受付 — a terminal
 Reads cards.
`)
})

test.each([
  ['an option that is not known', [...ARGUMENTS, '--deb-systemd', 'x'], /--deb-systemd/],
  ['another kind of package', ARGUMENTS.with(ARGUMENTS.indexOf('deb'), 'rpm'), /only a deb/],
  ['another compression', ARGUMENTS.with(ARGUMENTS.indexOf('xz'), 'bzip2'), /--deb-compression: xz or gz/],
  ['no name', without('--name'), /--name is missing/],
  ['no scripts', without('--after-remove'), /--after-remove is missing/],
  ['a file without a place', [...ARGUMENTS, 'packaging/icon.png'], /not FROM=\/TO: packaging\/icon\.png/],
  ['a place that is not absolute', [...ARGUMENTS, 'a=usr/b'], /not FROM=\/TO/],
])('%s is refused', (_what, args, line) => {
  expect(() => readOrder(args)).toThrow(line)
})
