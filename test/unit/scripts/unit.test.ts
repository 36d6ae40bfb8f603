/** §14: the unit of the package, as systemd itself judges it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const UNIT = join(ROOT, 'packaging', 'linux', 'uketsuke.service')
const unit = readFileSync(UNIT, 'utf8')

test.each(['LimitCORE=0', 'UMask=0077', 'NoNewPrivileges=yes'])('§14 the unit says %s', (line) => {
  expect(unit.split('\n')).toContain(line)
})

test.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)(
  '§14 each exposure that systemd still names has its reason in docs/installing.md',
  () => {
    const runtime = mkdtempSync(join(tmpdir(), 'uketsuke-unit-'))
    const { stdout } = spawnSync(
      'systemd-analyze',
      ['--user', 'security', '--offline=true', '--no-pager', UNIT],
      { encoding: 'utf8', env: { ...process.env, XDG_RUNTIME_DIR: runtime, SYSTEMD_COLORS: '0' } },
    )
    rmSync(runtime, { recursive: true })
    const exposures = [...stdout.matchAll(/^✗ (\S+)/gm)].map(([, name = '']) => name)
    expect(exposures.length).toBeGreaterThan(10)
    const page = readFileSync(join(ROOT, 'docs', 'installing.md'), 'utf8')
    // `\\|` is a stroke inside a cell.
    const reasons = [...page.matchAll(/^\| (`[A-Z](?:\\\||[^|])*) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.replaceAll('\\|', '|')),
    )
    const open = exposures.filter(
      (exposure) => !reasons.some((reason) => exposure === reason || exposure.startsWith(`${reason}=`)),
    )
    expect(open).toEqual([])
    // A reason for what is no exposure any more is out of date.
    const left = reasons.filter(
      (reason) => !exposures.some((exposure) => exposure === reason || exposure.startsWith(`${reason}=`)),
    )
    expect(left).toEqual(['SupplementaryGroups', 'RemoveIPC'])
  },
)
