import { Dexie, liveQuery } from 'dexie'

/** The script of another page: tells the page around it which revisions its live query shows. */
const database = new Dexie(new URL(import.meta.url).searchParams.get('database') ?? '')
await database.open()
const revisions = liveQuery(() => database.table('segments').where('sessionId').equals('book').toArray())
revisions.subscribe((rows) => {
  parent.postMessage(rows.map(({ revision }) => revision))
})
