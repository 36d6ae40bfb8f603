/**
 * A real share for the bridge: Debian's smbd in a network of its own, mounted here by smbnetfs (this kernel's own client
 * may be missing). Needs root.
 */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inTime } from '../../main/bridge/folder/patience.ts'
import { until } from '../unit/bridge/watching.ts'

const SPACE = `ukt-share-${process.pid}`
const [HERE, THERE] = [`uh${process.pid % 100_000}`, `ut${process.pid % 100_000}`]
const ADDRESS = '10.77.0'

const run = (command: string, ...args: readonly string[]): void => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
}
const inside = (...args: readonly string[]): void => run('ip', 'netns', 'exec', SPACE, ...args)

/** Absent programs, where the share cannot be had. */
export const missingForShare = (): string[] =>
  ['smbd', 'smbnetfs', 'ip'].filter((name) => spawnSync('which', [name]).status !== 0)

export type Share = {
  /** The folder as the server's own programs see it. */
  readonly server: string
  /** The same folder over the network. */
  readonly client: string
  /** Takes the network away, or brings it back. */
  network(up: boolean): void
  close(): Promise<void>
}

const serverSettings = (folder: string, state: string): string => `[global]
workgroup = MIHON
server role = standalone server
map to guest = Bad User
guest account = root
interfaces = ${ADDRESS}.2/24
bind interfaces only = yes
smb ports = 445
disable netbios = yes
load printers = no
printcap name = /dev/null
${['lock', 'state', 'cache', 'pid'].map((name) => `${name} directory = ${state}`).join('\n')}
private dir = ${state}
ncalrpc dir = ${state}/ncalrpc
log file = ${state}/log
[oqs]
path = ${folder}
read only = no
guest ok = yes
force user = root
`

/** Makes the network, starts the server, mounts its folder. */
export const realShare = async (): Promise<Share> => {
  const place = mkdtempSync(join(tmpdir(), 'share-'))
  const [server, state, mount, home] = ['oqs', 'state', 'mount', 'home'].map((name) => {
    const path = join(place, name)
    mkdirSync(path)
    return path
  }) as [string, string, string, string]
  for (const name of ['face', 'req', 'res']) mkdirSync(join(server, name))
  run('ip', 'netns', 'add', SPACE)
  run('ip', 'link', 'add', HERE, 'type', 'veth', 'peer', 'name', THERE, 'netns', SPACE)
  run('ip', 'addr', 'add', `${ADDRESS}.1/24`, 'dev', HERE)
  run('ip', 'link', 'set', HERE, 'up')
  inside('ip', 'addr', 'add', `${ADDRESS}.2/24`, 'dev', THERE)
  inside('ip', 'link', 'set', THERE, 'up')
  const settings = join(place, 'smb.conf')
  writeFileSync(settings, serverSettings(server, state))
  const smbd = spawn('ip', ['netns', 'exec', SPACE, 'smbd', '-F', '-s', settings], {
    stdio: 'ignore',
  })
  mkdirSync(join(home, '.smb'))
  writeFileSync(join(home, '.smb', 'smb.conf'), '[global]\nworkgroup = MIHON\nclient min protocol = SMB2\n')
  writeFileSync(join(home, '.smb', 'smbnetfs.conf'), 'auth "guest" ""\n')
  chmodSync(join(home, '.smb', 'smbnetfs.conf'), 0o600)
  const smbnetfs = spawn('smbnetfs', [mount, '-f'], {
    stdio: 'ignore',
    env: { ...process.env, HOME: home },
  })
  const client = join(mount, `${ADDRESS}.2`, 'oqs')
  let stands = false
  const look = async (): Promise<void> => {
    stands = (await inTime(readdir(client), 2000).catch(() => null))?.includes('face') === true
    if (!stands) setTimeout(() => void look(), 200)
  }
  void look()
  await until(() => stands, 20_000)
  return {
    server,
    client,
    network: (up) => run('ip', 'link', 'set', HERE, up ? 'up' : 'down'),
    close: async () => {
      smbnetfs.kill('SIGKILL')
      spawnSync('umount', ['-l', mount])
      smbd.kill('SIGTERM')
      await new Promise((resolve) => smbd.once('exit', resolve))
      spawnSync('ip', ['netns', 'del', SPACE])
      spawnSync('ip', ['link', 'del', HERE])
    },
  }
}
