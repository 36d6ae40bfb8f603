/** Finds what a machine would install that the lock file holds no hash of. */

/**
 * Tells whether a list of npm's (`["linux"]`, `"linux"`, `["!win32"]`) has room for this value; no list has room for
 * all.
 */
const admits = (list, value) => {
  if (list === undefined) return true
  const items = Array.isArray(list) ? list : [list]
  if (items.includes(`!${value}`)) return false
  const wanted = items.filter((item) => !item.startsWith('!'))
  return wanted.length === 0 || wanted.includes(value)
}

/**
 * The packages of a lock file that npm would fetch on a machine without knowing their hash, by name. They are not
 * installed: what nobody has written down can be replaced by anybody who stands between.
 * @param {{ packages: Record<string, { integrity?: string, link?: boolean, os?: unknown, cpu?: unknown }> }} lock
 * @param {{ platform: string, arch: string }} machine Node's names
 * @returns {string[]}
 */
export const unlockedOn = (lock, { platform, arch }) =>
  Object.entries(lock.packages)
    .filter(
      ([place, { integrity, link, os, cpu }]) =>
        place !== '' &&
        !link &&
        !/^sha512-/.test(integrity ?? '') &&
        admits(os, platform) &&
        admits(cpu, arch),
    )
    .map(([place]) => place.replace(/^.*node_modules\//, ''))
