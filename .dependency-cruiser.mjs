import swc from '@swc/core'

/** Imports point one way: shell → desk → (rules, codes, journal, native) → contract; files below all that keep one; renderer → contract alone. */
const io = '^(node:)?(fs|child_process|net|http|https|tls|dgram|worker_threads|os|process|timers)(/|$)'
const deny = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
})
// depcruise parses with swc but never turns on its `tsx` option; this does, for the files that need it.
const parse = swc.parseFileSync
swc.parseFileSync = (file, options) => parse(file, { ...options, tsx: file.endsWith('.tsx') })

/** The storeys of the window, the highest first. A folder imports from its own storey or from one below it. */
const STOREYS = [
  ['frame'],
  ['screens'],
  ['visits'],
  ['form'],
  ['paper'],
  ['parts', 'drawings'],
  ['state'],
  ['languages', 'styles'],
]
const storeys = STOREYS.flatMap((folders, storey) =>
  folders.map((folder) => {
    const below = [folder, ...STOREYS.slice(storey + 1).flat()]
    return deny(
      `window-storey-${folder}`,
      `^renderer/${folder}/`,
      `^renderer/(?!(${below.join('|')})/)`,
      'a storey of the window sees only those below it',
    )
  }),
)

export default {
  forbidden: [
    ...storeys,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    deny(
      'contract-imports-nothing',
      '^contract/',
      '^(main|native|renderer|fixtures)/',
      'contract is the bottom',
    ),
    deny(
      'rules-are-pure',
      '^main/rules/',
      `^(main/(?!rules/)|native/|renderer/|fixtures/)|${io}`,
      'rules do no I/O',
    ),
    deny(
      'codes-are-pure',
      '^main/codes/',
      `^(main/(?!codes/|rules/)|native/|renderer/|fixtures/)|${io}`,
      'codes do no I/O; they share fields and dates with the rules',
    ),
    deny(
      'files-know-nothing-else',
      '^main/files/',
      '^(main/(?!files/)|native/|renderer/|fixtures/)',
      'whole files are written below everything that keeps one',
    ),
    deny(
      'journal-knows-no-desk',
      '^main/journal/',
      '^(main/(?!(journal|files)/)|native/|renderer/|fixtures/)',
      'the journal records; it decides nothing',
    ),
    deny(
      'center-knows-the-journal-alone',
      '^main/center/',
      '^(main/(?!(center|journal|files)/)|native/|renderer/|fixtures/)',
      'the center is told of the journal, and of nothing else',
    ),
    deny('native-knows-no-rule', '^native/', '^(main|renderer)/', 'devices know no rule'),
    deny('native-cards-and-scanners-apart', '^native/card/', '^native/scanner/', 'one room a device'),
    deny(
      'simulation-stays-outside',
      '^(contract|main/(rules|codes|files|journal|shell)|native/(card|scanner)/(?!simulated))',
      '^fixtures/',
      'simulated devices are absent from a release build',
    ),
    deny(
      'renderer-sees-the-contract-alone',
      '^renderer/',
      '^(main|native|fixtures|test)/',
      'the window holds no truth',
    ),
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      comment: 'the window is a sandboxed page',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    deny('nobody-imports-the-window', '^(contract|main|native)/', '^renderer/', 'data flows one way'),
    deny(
      'shell-knows-no-rule',
      '^main/shell/',
      '^(main/(rules|codes|journal)/|native/)',
      'the shell knows no rule and no device',
    ),
    deny(
      'desk-model-is-pure',
      '^main/desk/model/',
      `^(main/(desk/(?!model/)|journal/|shell/|cli/)|native/(?!card/(basic-four|verification-number)\\.ts$)|renderer/|fixtures/)|${io}`,
      'the reducer does no I/O and reads no clock',
    ),
    deny(
      'desk-ports-stand-between',
      '^main/desk/ports\\.ts$',
      '^main/desk/(?!model/)',
      'ports are named in the words of the model; office, process and devices stand on them',
    ),
    deny(
      'desk-office-runs-nothing',
      '^main/desk/office/',
      '^main/desk/(process|devices)/',
      'the back office is put together by what runs',
    ),
    deny('desk-knows-no-shell', '^main/desk/', '^main/(shell|cli)/', 'data flows one way'),
    deny(
      'only-tests-import-tests',
      '^(contract|main|native|renderer|fixtures|scripts)/',
      '^test/',
      'tests look at the product, not the other way; what they share with a script is a fixture',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|node_modules/\\.)' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
}
