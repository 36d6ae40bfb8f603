/** Debian's packages: the real PC/SC service with a virtual reader, what Electron's window links to, a virtual display, PostgreSQL. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { say, step } from './step.mjs'

/** Each alternative list is one need: Debian 13 renamed some libraries with `t64`. */
const NEEDS = [
  ['pcscd'],
  ['vsmartcard-vpcd'],
  ['opensc'],
  ['python3-virtualsmartcard'],
  ['libpcsclite1'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['xvfb'],
  ['xauth'],
  ['fonts-noto-cjk'],
  ['poppler-utils'],
  ['iproute2'],
  ['util-linux'],
  ['procps'],
  ['postgresql'],
]

const isInstalled = (name) => {
  const query = spawnSync('dpkg', ['-s', name], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
  return query.status === 0 && query.stdout.includes('Status: install ok installed')
}

/**
 * Installs what is missing of what the program needs (`window`), and `more` that one task alone needs. On a system without
 * Debian's package manager it says what is needed and goes on.
 */
export const installSystemPackages = async (more, { window }) => {
  const needs = [...(window ? NEEDS : []), ...more.map((name) => [name])]
  if (!existsSync('/usr/bin/apt-get')) {
    if (process.platform === 'linux')
      say(`· not a Debian system: please install ${needs.map(([name]) => name).join(' ')}`)
    return
  }
  const missing = needs.filter((names) => !names.some(isInstalled))
  if (missing.length === 0) return
  const root = process.getuid?.() === 0
  const apt = (...args) => [
    ...(root ? [] : ['sudo', '-n']),
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-q',
    ...args,
  ]
  const toType = `sudo apt-get update && sudo apt-get install -y ${missing.map(([name]) => name).join(' ')}`
  await step('asking Debian for its list of packages', apt('update'), { toType })
  const known = (name) =>
    /^\s+Candidate: (?!\(none\))/m.test(
      spawnSync('apt-cache', ['policy', name], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
        .stdout ?? '',
    )
  const names = missing.map((alternatives) => alternatives.find(known) ?? alternatives[0])
  await step(
    `installing from Debian: ${names.join(' ')}`,
    apt('install', '-y', '--no-install-recommends', ...names),
    { toType },
  )
}
