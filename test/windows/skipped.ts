/** Tests of the unit project that the Windows lane leaves out, each with its reason. */
type Skipped = {
  readonly file: string
  /** The titles that are left out; all of the file where there is none. */
  readonly title?: RegExp
  readonly reason: string
}

export const SKIPPED: readonly Skipped[] = [
  ...['test/unit/renderer/fonts.test.ts', 'test/unit/codes/print.test.ts'].map((file) => ({
    file,
    reason:
      'fonts are cut down where the program and its sheets are made, by a tool that is not laid out for Windows',
  })),
  ...[
    'test/unit/shell/locks.test.ts',
    'test/unit/shell/bundle.test.ts',
    'test/unit/scripts/built-day.test.ts',
    'test/unit/scripts/read-once.test.ts',
  ].map((file) => ({
    file,
    reason: 'builds the program, by a bundler that does not start under Wine 8',
  })),
  {
    file: 'test/unit/desk/prepared-code.test.ts',
    reason: 'prepares code with the Node of this machine, from sources that the lane does not lay out',
  },
  {
    file: 'test/unit/scripts/electron-typings.test.ts',
    reason: 'asks the type checker, a program of this machine’s',
  },
  {
    file: 'test/unit/scripts/unit.test.ts',
    reason: 'of a unit of systemd',
  },
  {
    file: 'test/unit/scripts/supply-chain.test.ts',
    title: /toolchain|nowhere/,
    reason: 'of the machine that the packages are installed on, and this lane has packages of another',
  },
  {
    file: 'test/unit/desk/clock.test.ts',
    title: /^TZ=/,
    reason: 'the forms of TZ are those of Unix; Windows is asked itself (test/windows/machine.test.ts)',
  },
  {
    file: 'test/unit/journal/durability.test.ts',
    title: /moved away|replaced by an older copy|head file that cannot be kept up/,
    reason: 'takes an open file away from under the journal, which Windows lets nobody do',
  },
  {
    file: 'test/unit/journal/attacks/backups.test.ts',
    title: /is gone after the next start/,
    reason:
      'its own process still holds the backup, which Windows then does not remove (test/windows/sharing.test.ts)',
  },
  {
    file: 'test/unit/journal/halves.test.ts',
    title: /, whole$/,
    reason:
      'holds the second thread to a sign of life within five seconds, which its start under Wine can miss on a busy machine',
  },
  {
    file: 'test/unit/desk/memory.test.ts',
    reason: 'looks through the heap by a signal that Windows does not have',
  },
  {
    file: 'test/unit/bridge/ask.test.ts',
    title: /cannot be opened at first/,
    reason: 'Windows locks a file itself (test/windows/bridge.test.ts), and no link need stand for it',
  },
  {
    file: 'test/unit/bridge/simulated.test.ts',
    title: /^face-locked/,
    reason: 'Windows locks a file itself (test/windows/bridge.test.ts), and no link need stand for it',
  },
  {
    file: 'test/unit/bridge/watch.test.ts',
    title: /link that leads nowhere/,
    reason: 'Windows locks a file itself (test/windows/sharing.test.ts), and no link need stand for it',
  },
  {
    file: 'test/unit/bridge/hazards.test.ts',
    title: /waits for few/,
    reason: 'Wine takes longer than its limit to look at hundreds of files twice',
  },
  ...['test/unit/bridge/counters.test.ts', 'test/unit/bridge/hazards.test.ts'].map((file) => ({
    file,
    title: /^a link /,
    reason: 'on Windows nobody but an administrator makes such links',
  })),
  {
    file: 'test/unit/bridge/watch.test.ts',
    title: /among ten thousand/,
    reason:
      'measures time; Wine looks through a folder of ten thousand in one to two seconds, and Windows was not measured',
  },
  {
    file: 'test/unit/bridge/watch.test.ts',
    title: /the command prints a line/,
    reason: 'ends the command by a signal that lets it conclude, and Windows ends it at once',
  },
  {
    file: 'test/unit/files/whole-file.test.ts',
    title: /drive before it has its name|another writer has made|moved to another folder/,
    reason: 'follows the calls of Linux, which syncs folders; those of Windows have tests beside it',
  },
]

/** Why a test is left out here; undefined where it is not. */
export const reasonToSkip = (file: string, title: string): string | undefined =>
  SKIPPED.find((one) => one.file === file && (one.title === undefined || one.title.test(title)))?.reason
