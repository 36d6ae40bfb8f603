/**
 * A network of its own on this machine: each place is a network namespace, and all are joined by one that only carries packets.
 * Needs root. Lines are cut without a word (packets vanish), in one direction or both, and made slow.
 */
import { execFileSync, spawnSync } from 'node:child_process'

const ip = (...args: readonly string[]): void => {
  execFileSync('ip', args, { stdio: 'pipe' })
}
const runs = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0

export type Place = {
  /** The name of its namespace. */
  readonly namespace: string
  readonly address: string
}

export type Network = {
  /** `netem` where the kernel has it: delay and loss; else `tbf`: a narrow line that delays and drops what does not fit. */
  readonly slowness: 'netem' | 'tbf'
  place(): Place
  /** From now on nothing that `from` sends reaches `to`. */
  cut(from: Place, to: Place): void
  /** Takes a place off the net: its line has no carrier. */
  unplug(place: Place): void
  slow(place: Place, kilobits: number): void
  /** Takes back everything that was done to a place's line, or to the lines between two. */
  heal(...places: readonly Place[]): void
  remove(): void
}

/** @returns null where this process may not make namespaces */
export const createNetwork = (): Network | null => {
  const prefix = `uk${process.pid}`
  const hub = `${prefix}-hub`
  if (process.getuid?.() !== 0 || !runs('ip', 'netns', 'add', hub)) return null
  execFileSync('ip', ['netns', 'exec', hub, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward'])
  const places: { readonly place: Place; readonly inner: string; readonly outer: string }[] = []
  const cuts: (readonly [Place, Place])[] = []
  const ofPlace = (place: Place) => {
    const found = places.find((one) => one.place === place)
    if (found === undefined) throw new Error('a place of another network')
    return found
  }
  const delays = (interfaceName: string, namespace: string, ...how: readonly string[]): boolean =>
    runs('tc', '-n', namespace, 'qdisc', 'replace', 'dev', interfaceName, 'root', ...how)
  const add = (): Place => {
    const number = places.length + 1
    const place = { namespace: `${prefix}-${number}`, address: `10.77.${number}.2` }
    const [outer, inner] = [`u${process.pid % 100_000}o${number}`, `u${process.pid % 100_000}i${number}`]
    ip('netns', 'add', place.namespace)
    ip('link', 'add', outer, 'netns', hub, 'type', 'veth', 'peer', 'name', inner, 'netns', place.namespace)
    ip('-n', hub, 'address', 'add', `10.77.${number}.1/30`, 'dev', outer)
    ip('-n', place.namespace, 'address', 'add', `${place.address}/30`, 'dev', inner)
    ip('-n', hub, 'link', 'set', outer, 'up')
    ip('-n', place.namespace, 'link', 'set', 'lo', 'up')
    ip('-n', place.namespace, 'link', 'set', inner, 'up')
    ip('-n', place.namespace, 'route', 'add', 'default', 'via', `10.77.${number}.1`)
    places.push({ place, inner, outer })
    return place
  }
  const probe = add()
  const spare = [probe]
  const slowness = delays(ofPlace(probe).inner, probe.namespace, 'netem', 'delay', '1ms') ? 'netem' : 'tbf'
  const rule = (verb: 'add' | 'delete', [from, to]: readonly [Place, Place]): void =>
    ip('-n', hub, 'rule', verb, 'from', from.address, 'to', to.address, 'blackhole')
  runs('tc', '-n', probe.namespace, 'qdisc', 'delete', 'dev', ofPlace(probe).inner, 'root')
  return {
    slowness,
    place: () => spare.pop() ?? add(),
    cut: (from, to) => {
      if (cuts.some(([one, other]) => one === from && other === to)) return
      cuts.push([from, to])
      rule('add', [from, to])
    },
    unplug: (place) => ip('-n', hub, 'link', 'set', ofPlace(place).outer, 'down'),
    slow: (place, kilobits) => {
      const { inner, outer } = ofPlace(place)
      const how =
        slowness === 'netem'
          ? ['netem', 'delay', '80ms', '40ms', 'loss', '5%', 'rate', `${kilobits}kbit`]
          : ['tbf', 'rate', `${kilobits}kbit`, 'burst', '3kb', 'latency', '400ms']
      if (!delays(inner, place.namespace, ...how) || !delays(outer, hub, ...how))
        throw new Error('tc cannot make a line slow here')
    },
    heal: (...healed) => {
      for (const one of cuts.filter(([from, to]) => [from, to].every((end) => healed.includes(end)))) {
        cuts.splice(cuts.indexOf(one), 1)
        rule('delete', one)
      }
      for (const place of healed) {
        const { inner, outer } = ofPlace(place)
        ip('-n', hub, 'link', 'set', outer, 'up')
        runs('tc', '-n', place.namespace, 'qdisc', 'delete', 'dev', inner, 'root')
        runs('tc', '-n', hub, 'qdisc', 'delete', 'dev', outer, 'root')
      }
    },
    remove: () => {
      for (const { place } of places) runs('ip', 'netns', 'delete', place.namespace)
      runs('ip', 'netns', 'delete', hub)
    },
  }
}
