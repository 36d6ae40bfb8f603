/** Rows about the journal itself: backups, removals, losses and keys. */
import { choice, freeText, kinds } from '../journal-fields.ts'
import { event } from './event.ts'

export const careEvents = [
  event('purged', {
    label: '保存期間満了による削除',
    text: 'The signed tombstone of rows older than the retention',
    fields: {
      throughSeq: kinds.count.describe('The last row that was removed'),
      throughMac: kinds.mac.describe("That row's authentication code: where the chain goes on"),
      rows: kinds.count.describe('Rows removed this time'),
      beforeDay: kinds.day.describe('Rows before this day were removed'),
      years: kinds.count.describe('The retention, in years'),
      throughDigest: kinds.mac
        .optional()
        .describe('Where the chain of digests stands behind that row; absent in rows of form 1'),
      chainKey: kinds.fingerprint.describe('The chain key that the first remaining row is written with'),
    },
  }),
  event('purge-announced', {
    label: '削除の予告',
    text: 'Rows past the retention will be removed on a later day, unless somebody takes it back',
    fields: {
      years: kinds.count.describe('The retention, in years'),
      beforeDay: kinds.day.describe('Rows before this day will go'),
      rows: kinds.count.describe('How many'),
      oldest: kinds.day.describe("The oldest one's day"),
      newest: kinds.day.describe("The newest one's day"),
      on: kinds.day.describe('The first day on which they may be removed'),
    },
  }),
  event('purge-cancelled', {
    label: '削除の取りやめ',
    text: 'An announced removal was taken back',
    fields: {},
  }),
  event('backed-up', {
    label: 'バックアップ',
    text: 'A verified backup was made',
    fields: {
      throughSeq: kinds.count.describe('The last row in it'),
    },
  }),
  event('restored', {
    label: '復元',
    text: 'The database was replaced by a backup, or by the rows that the center holds; rows in between are gone and named',
    fields: {
      fromSeq: kinds.count.describe('First row missing; 0 where none is'),
      toSeq: kinds.count.describe('Last row known to have existed and now missing; 0 where none is'),
      anchors: kinds.count.describe('How many anchor lines there were'),
      why: freeText(400).describe('The reason given'),
      counter: kinds.id.optional().describe('From the center: the id that it knows the terminal by'),
      otherFrom: kinds.count
        .optional()
        .describe(
          'First row that stood here under a number that the center holds another row of; it lies aside',
        ),
      otherTo: kinds.count.optional().describe('Last such row'),
    },
  }),
  event('loss-found', {
    label: '欠落・不一致の検出',
    text: 'On opening, the journal did not fit its head file or its anchors, or another public key stood beside its signing key; where rows are missing, numbering goes on behind them',
    fields: {
      what: choice(
        'rows-missing',
        'rows-differ',
        'head-missing',
        'head-altered',
        'anchors-missing',
        'anchors-altered',
        'signing-key-altered',
      ).describe('What did not fit'),
      fromSeq: kinds.count.describe('First row missing or different; 0 where no row is'),
      toSeq: kinds.count.describe('Last such row; 0 where no row is'),
    },
  }),
  event('loss-acknowledged', {
    label: '欠落・不一致の確認',
    text: 'An administrator has looked at what was found and put it on record; verification goes on behind it',
    fields: {
      throughSeq: kinds.count.describe('Every loss-found row up to this one is meant'),
      anchors: kinds.count.describe('How many anchor lines there were'),
      why: freeText(400).describe('What is known of it'),
    },
  }),
  event('key-rotated', {
    label: '鍵の更新',
    text: 'New keys are in use from the next row on',
    fields: {
      chainKey: kinds.fingerprint.describe("The new chain key's fingerprint"),
      dataKey: kinds.fingerprint.describe("The new data key's fingerprint"),
    },
  }),
  event('keys-moved', {
    label: '鍵の移動',
    text: 'The keys belong in this place: they are moved there behind this row, or by the next start',
    fields: {
      to: choice('store', 'files').describe("The system's key store, or key files of the home"),
    },
  }),
  event('key-sheet-asked', {
    label: '復旧用の紙のお願い',
    text: 'After the first backup, an administrator was asked for a key sheet; it is asked for once',
    fields: {},
  }),
  event('key-sheet-made', {
    label: '復旧用の紙',
    text: 'A key sheet was made: backups from here on can be opened with it',
    fields: {
      sheet: kinds.fingerprint.describe("The sheet's number"),
      passphrase: kinds.flag.describe('The sheet has a passphrase'),
    },
  }),
  event('key-sheet-kept', {
    label: '復旧用の紙の保管',
    text: 'Somebody has said that the key sheet that was shown is on paper: from here on it counts as there',
    fields: {
      sheet: kinds.fingerprint.describe("The sheet's number"),
    },
  }),
  event('signing-key', {
    label: '署名鍵',
    text: 'The public key that this terminal signs heads with, from here on',
    fields: {
      publicKey: kinds.publicKey.describe('Ed25519, base64url'),
      cause: choice('made', 'lost').describe(
        '`made`: the first one; `lost`: the one before could not be used any more',
      ),
    },
  }),
  event('center-enrolled', {
    label: 'センターへの登録',
    text: 'This terminal was enrolled at the center, to which its rows are forwarded from here on',
    fields: {
      counter: kinds.id.describe('The id that the center knows it by'),
      name: kinds.name.describe('The counter’s name, as the administrator has given it'),
      site: kinds.name.describe('The clinic or branch'),
      before: kinds.id.optional().describe('The id that it had before, where it was enrolled anew'),
    },
  }),
  event('taken-over', {
    label: '端末の引き継ぎ',
    text: 'The journal had been restored or copied to this machine; somebody says that this machine takes the place of the terminal from here on',
    fields: {
      why: freeText(400).describe('The reason given'),
      counter: kinds.id.optional().describe('The id that the center knows the terminal by'),
    },
  }),
  event('published-taken', {
    label: '配布された設定の適用',
    text: 'Settings and staff that the site’s administrator has published and signed were taken over; each that differed has a row of its own',
    fields: {
      site: kinds.name.describe('The site that it was published for'),
      edition: kinds.count.describe('Its number: it rises with each publication of a site'),
      publicKey: kinds.publicKey.describe('The key that signed it, which this terminal trusts'),
    },
  }),
  event('migrated', {
    label: '形式の更新',
    text: 'The database was brought to a newer form, after a backup',
    fields: {
      from: kinds.count.describe('The form before'),
      to: kinds.count.describe('The form after'),
    },
  }),
  event('journal-gap', {
    label: '記録の中断',
    text: 'The journal could not be written for a time; what was decided meanwhile is counted',
    fields: {
      from: kinds.instant.describe('Since when'),
      to: kinds.instant.describe('Until when'),
      why: kinds.failure.describe('Why it could not be written'),
      events: kinds.count.describe('Events that are not on record'),
      concluded: kinds.count.describe('Visits concluded meanwhile'),
    },
  }),
] as const
